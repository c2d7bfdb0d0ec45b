"""You said, we did: inputs tracked to decision and change."""
