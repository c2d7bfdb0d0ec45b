"""Page-sized reads of projects and people."""
