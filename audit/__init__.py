"""What happened: append-only events without personal data."""
