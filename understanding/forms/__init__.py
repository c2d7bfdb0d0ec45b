"""Forms of shared understanding."""
