"""Template tags of what people said."""
