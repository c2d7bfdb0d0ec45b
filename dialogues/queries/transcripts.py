"""Transcripts and their turns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from dialogues.models import Dialogue, Transcript, Turn


@dataclass(frozen=True)
class Said:
    """A turn as a page shows it: `clock` is "1:02:03" or "2:03", or empty where the time is not known."""

    position: int
    by: str
    clock: str
    words: str


def of_dialogue(dialogue: Dialogue) -> QuerySet[Transcript]:
    """The transcripts attached to a dialogue, in the order they were attached, with `turn_count`."""
    return dialogue.transcripts.annotate(turn_count=Count("turns")).order_by("created_at", "pk")


def turns_of(transcript: Transcript) -> QuerySet[Turn]:
    """Its turns in the order they were spoken, each with its speaker."""
    return transcript.turns.select_related("speaker").order_by("position")


def said(turns: Iterable[Turn]) -> list[Said]:
    """The turns under the pseudonyms of their speakers; needs `speaker` fetched."""
    return [Said(turn.position, turn.speaker.pseudonym, clock(turn.starts_at), turn.text) for turn in turns]


def clock(seconds: int | None) -> str:
    """Seconds from the beginning as a clock shows them."""
    if seconds is None:
        return ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
