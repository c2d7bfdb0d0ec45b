"""Forms of milestones and phases."""
