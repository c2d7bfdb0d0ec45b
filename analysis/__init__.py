"""What it means: sources, codebooks, coding, findings. Its rooms open as they are built."""
