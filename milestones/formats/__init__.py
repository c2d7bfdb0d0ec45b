"""Lists of milestones and phases, read from files and written to them."""
