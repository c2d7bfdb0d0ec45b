"""Reads a transcript in whichever of our formats it is: captions say so themselves, everything else is plain text."""

from __future__ import annotations

from dialogues.formats import captions, transcripts
from dialogues.formats.transcripts import SpokenTurn


def read(raw: bytes) -> list[SpokenTurn]:
    """The turns of a file in their order. Raises UnreadableError."""
    text = transcripts.decode(raw)
    return captions.read(text) if captions.is_captions(text) else transcripts.read(raw)
