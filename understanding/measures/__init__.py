"""Pure arithmetic of pace and pulse."""
