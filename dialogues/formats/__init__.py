"""Files in and out of dialogues: bytes, no rules."""
