"""What leaves as something other than a page or a letter."""
