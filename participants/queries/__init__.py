"""Page-sized reads of this app."""
