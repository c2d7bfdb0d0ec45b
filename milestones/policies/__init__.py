"""What the state of a milestone or phase allows."""
