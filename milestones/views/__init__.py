"""Pages of milestones and phases."""
