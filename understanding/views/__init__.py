"""Pages of shared understanding."""
