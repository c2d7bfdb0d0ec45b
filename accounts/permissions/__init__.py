"""Under which name somebody is shown."""
