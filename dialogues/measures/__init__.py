"""Pure arithmetic of dialogues: whose voice was heard."""
