"""Template tags of pictures."""
