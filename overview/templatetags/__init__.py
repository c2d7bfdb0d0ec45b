"""Rows of the programme for templates."""
