"""Lists of shared understanding as files."""
