"""Words with several meanings."""
