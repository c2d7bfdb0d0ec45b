"""Template tags of the look and of dates, built into every template."""
