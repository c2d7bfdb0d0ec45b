"""Every write to aims, expectations and the pulse."""
