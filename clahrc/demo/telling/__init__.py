"""Tells the demo."""
