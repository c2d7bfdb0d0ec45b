"""Page-sized reads of shared understanding."""
