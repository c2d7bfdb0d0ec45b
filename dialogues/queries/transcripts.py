"""Transcripts and the turns of the version that people read, which is the newest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dialogues.models import Dialogue, Seat, Transcript, TranscriptVersion, Turn
from participants.models import Participant

FIRST_WORDS = 90


@dataclass(frozen=True)
class ShownTurn:
    """A turn as a page shows it: `clock` is "1:02:03" or "2:03", or empty where the time is not known.

    `standpoint` is that of the seat, where the speaker has one. No words: they were taken back.
    """

    position: int
    by: str
    clock: str
    words: str
    standpoint: str = ""


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks in a transcript: their pseudonym, how often and how they begin, and their seat if known."""

    key: UUID
    pseudonym: str
    turns: int
    begins: str
    seat: UUID | None


def of_dialogue(dialogue: Dialogue) -> QuerySet[Transcript]:
    """The transcripts attached to a dialogue, in the order they were attached, with `turn_count`."""
    turn_count = Count("versions__turns", filter=Q(versions__in=newest_versions()))
    return dialogue.transcripts.annotate(turn_count=turn_count).order_by("created_at", "pk")


def newest_versions() -> QuerySet[TranscriptVersion]:
    """Of each transcript the version with the highest number."""
    newer = TranscriptVersion.objects.filter(transcript=OuterRef("transcript"), number__gt=OuterRef("number"))
    return TranscriptVersion.objects.filter(~Exists(newer))


def turns_of(transcript: Transcript) -> QuerySet[Turn]:
    """Its turns in the order they were spoken, each with its speaker."""
    newest = newest_versions().filter(transcript=transcript)
    return Turn.objects.filter(version__in=newest).select_related("speaker").order_by("position")


def seats_of_speakers(transcript: Transcript) -> dict[UUID, Seat]:
    """Speaker to the seat they hold, with its person."""
    rows = transcript.speaker_seats.select_related("seat__person")
    return {row.speaker_id: row.seat for row in rows}


def turns_as_shown(turns: Iterable[Turn], seats: dict[UUID, Seat]) -> list[ShownTurn]:
    """The turns under the names of seats, or else the pseudonyms of their speakers; needs `speaker` fetched."""
    return [turn_as_shown(turn, seats.get(turn.speaker_id)) for turn in turns]


def turn_as_shown(turn: Turn, seat: Seat | None) -> ShownTurn:
    """A seat has the name that its person chose, so the pseudonym, which may be a name, is not shown beside it."""
    by, standpoint = (seat.named(), seat.standpoint) if seat else (turn.speaker.pseudonym, "")
    return ShownTurn(turn.position, by, clock(turn.starts_at), turn.text, standpoint)


def speakers(transcript: Transcript) -> list[Speaker]:
    """In the order in which they begin to speak, in three queries."""
    turns = turns_of(transcript)
    counted = turns.order_by().values("speaker").annotate(number=Count("pk"))
    number = {row["speaker"]: row["number"] for row in counted}
    first = turns.order_by("speaker", "position").distinct("speaker")
    seated = dict(transcript.speaker_seats.values_list("speaker", "seat"))
    return [
        Speaker(
            key=turn.speaker_id,
            pseudonym=turn.speaker.pseudonym,
            turns=number[turn.speaker_id],
            begins=Truncator(turn.text).chars(FIRST_WORDS),
            seat=seated.get(turn.speaker_id),
        )
        for turn in sorted(first, key=lambda turn: turn.position)
    ]


def clock(seconds: int | None) -> str:
    """Seconds from the beginning as a clock shows them."""
    if seconds is None:
        return ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def transcript_address(name: str, transcript: Transcript) -> str:
    """The path of a page of a transcript; needs `dialogue` fetched."""
    return reverse(f"dialogues:{name}", args=[transcript.dialogue.project_id, transcript.dialogue_id, transcript.pk])


def _speaker(number: int | str) -> str:
    """The name of a speaker whose name is not shown."""
    return _("Speaker %(number)s") % {"number": number}


def is_numbered(participant: Participant) -> bool:
    """Is this pseudonym a number of ours, and so nobody's name?"""
    return re.fullmatch(re.escape(_speaker("")) + r"\d+", participant.pseudonym) is not None


def free_pseudonyms(project_id: UUID, count: int) -> list[str]:
    """As many pseudonyms that nobody in this project has."""
    taken = set(Participant.objects.filter(project=project_id).values_list("pseudonym", flat=True))
    labels = (_speaker(number) for number in range(1, len(taken) + count + 1))
    return [label for label in labels if label not in taken][:count]
