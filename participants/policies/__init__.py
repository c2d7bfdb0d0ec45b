"""What the state of a consent or of a membership allows."""
