"""What stops the launcher with a sentence."""

from __future__ import annotations


class LaunchError(Exception):
    """Something the reader of the terminal can put right; the message is one sentence that says how."""
