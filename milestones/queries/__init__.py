"""Page-sized reads of milestones and phases."""
