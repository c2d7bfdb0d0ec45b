"""Page-sized reads of projects, people and invitations."""
