"""The words of a dialogue, side by side by standpoint, as one reader may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from dialogues.enums import ReflectionKind
from dialogues.models import Dialogue, Prompt, Reflection
from dialogues.queries.dialogues import Group, groups
from dialogues.queries.reflections import permission_of
from projects.enums import Standpoint

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Voice:
    """One reflection as this reader may read it."""

    words: str
    by: str
    kind: str
    mine: bool
    audience: str


@dataclass(frozen=True)
class Column:
    """All that one standpoint says to a prompt, as far as this reader may read it. No voices: a silence."""

    standpoint: str
    label: str
    seats: int
    voices: list[Voice]


@dataclass(frozen=True)
class Answered:
    """A prompt, and the standpoints side by side."""

    prompt: Prompt
    columns: list[Column]


def words(dialogue: Dialogue, person: User) -> list[Answered]:
    """Every prompt with what this person may read. Empty before the reveal, whoever asks.

    Within a standpoint the order says nothing: it is that of random keys. Which standpoint stands first goes round
    from prompt to prompt, so that none is always first.
    """
    if not dialogue.is_revealed:
        return []
    readable = Reflection.objects.visible_to(person).filter(seat__dialogue=dialogue)
    voices: dict[tuple[UUID, str], list[Voice]] = {}
    for reflection in readable.select_related("seat__person").order_by("pk"):
        voices.setdefault((reflection.prompt_id, reflection.seat.standpoint), []).append(voice(reflection, person))
    seated = groups(dialogue)
    return [
        Answered(prompt, turned([column(prompt, group, voices) for group in seated], prompt.position - 1))
        for prompt in dialogue.prompts.all()
    ]


def voice(reflection: Reflection, person: User) -> Voice:
    """A reflection under the name its author chose for it; needs `seat.person` fetched."""
    seat = reflection.seat
    permission = permission_of(reflection)
    standpoint = str(Standpoint(seat.standpoint).label)  # many times cheaper than get_standpoint_display()
    name = permission.shown_as(full_name=seat.person.full_name, standpoint=standpoint)
    return Voice(
        words=reflection.text,
        by=name,
        kind=str(ReflectionKind(reflection.kind).label),
        mine=seat.person_id == person.pk,
        audience=permission.audience_label,
    )


def column(prompt: Prompt, group: Group, voices: dict[tuple[UUID, str], list[Voice]]) -> Column:
    """What one standpoint says to one prompt."""
    label = str(Standpoint(group.standpoint).label)
    return Column(group.standpoint, label, group.seats, voices.get((prompt.pk, group.standpoint), []))


def turned(columns: list[Column], by: int) -> list[Column]:
    """The same columns, begun further on."""
    start = by % len(columns) if columns else 0
    return columns[start:] + columns[:start]
