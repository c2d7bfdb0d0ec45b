"""What happened in the demo."""
