"""Every write to milestones and phases."""
