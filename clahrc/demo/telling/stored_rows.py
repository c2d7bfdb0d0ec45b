"""Rows of a dialogue as they are stored now, whatever was done since they were made."""

from __future__ import annotations

from accounts.models import User
from dialogues.models import Dialogue, Reflection, Seat


def stored_dialogue(dialogue: Dialogue) -> Dialogue:
    """The dialogue with its project."""
    return Dialogue.objects.select_related("project").get(pk=dialogue.pk)


def stored_seat(dialogue: Dialogue, person: User) -> Seat:
    """Somebody's seat with its dialogue and project."""
    return Seat.objects.select_related("dialogue__project", "person").get(dialogue=dialogue, person=person)


def sent_reflection(dialogue: Dialogue, person: User, theme: str) -> Reflection:
    """What somebody sent to the prompt of a theme."""
    rows = Reflection.objects.select_related("prompt", "seat__dialogue__project", "seat__person")
    return rows.get(seat__dialogue=dialogue, seat__person=person, prompt__theme=theme, responds_to=None)
