"""Every write to dialogues."""
