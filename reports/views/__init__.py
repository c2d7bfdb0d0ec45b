"""Pages of files that leave, of one's own data, and of being erased."""
