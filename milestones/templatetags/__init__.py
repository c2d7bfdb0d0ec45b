"""Rows of milestones for templates."""
