"""Bytes out: files that people take away."""
