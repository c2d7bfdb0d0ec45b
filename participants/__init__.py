"""Consent and withdrawal of whoever takes part, and the permission that every contribution carries."""
