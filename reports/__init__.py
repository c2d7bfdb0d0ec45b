"""What leaves: exports and reports."""
