"""Projects, members, roles, the door, milestones."""
