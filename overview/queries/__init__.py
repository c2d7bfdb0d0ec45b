"""Page-sized reads over everything a project holds."""
