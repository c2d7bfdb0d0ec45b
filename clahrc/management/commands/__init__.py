"""`docs` and its neighbours."""
