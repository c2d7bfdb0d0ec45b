"""Page-sized reads of dialogues."""
