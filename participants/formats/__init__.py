"""Files that people take away: their sealed copy."""
