"""Page-sized reads of contributions."""
