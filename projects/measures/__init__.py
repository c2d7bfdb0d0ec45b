"""Pure arithmetic of projects: no Django, no rows."""
