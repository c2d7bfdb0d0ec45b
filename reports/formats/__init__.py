"""Bytes out: rows become a file. No rules of research here."""
