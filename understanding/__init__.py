"""Shared understanding: aim, expectations, pace, pulse."""
