"""The timeline, laid out."""
