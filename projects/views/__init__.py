"""Pages of projects, people, milestones and history."""
