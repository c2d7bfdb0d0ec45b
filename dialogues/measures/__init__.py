"""Pure arithmetic of dialogues: whose voice was heard, and what changed between two texts."""
