"""The plan: milestones, what waits for what, phases."""
