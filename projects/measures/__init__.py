"""Pure rules of projects: no rows, no requests."""
