"""Projects, people in them, invitations, roles, the door."""
