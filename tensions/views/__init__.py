"""Pages of tensions and barriers."""
