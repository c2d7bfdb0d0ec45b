"""What the state of a consent allows, and whose counts."""
