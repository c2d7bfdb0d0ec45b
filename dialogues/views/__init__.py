"""Pages of dialogues, one function to a URL."""
