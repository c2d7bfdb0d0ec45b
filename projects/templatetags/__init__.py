"""Template tags of milestones."""
