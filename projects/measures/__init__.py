"""Numbers that are worked out with care before anybody sees them. Pure: no Django rows, no requests."""
