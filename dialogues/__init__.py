"""Dialogues, seats, prompts, reflections, reveal, outcomes."""
