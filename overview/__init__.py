"""What a project and a programme show at a glance; the life and the copy of a project."""
