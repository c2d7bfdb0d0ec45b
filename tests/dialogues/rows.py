"""The least rows that a dialogue with words can be made of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from dialogues.enums import DialogueState
from dialogues.models import Dialogue, Prompt, Reflection, Seat
from projects.models import Project


def dialogue(project: Project, *, revealed: bool = True, **fields: Any) -> Dialogue:
    """An open dialogue with one prompt."""
    now = timezone.now()
    defaults: dict[str, Any] = {
        "title": "First look",
        "state": DialogueState.OPEN,
        "writing_ends_at": now + timedelta(days=1),
        "revealed_at": now if revealed else None,
        "submitted_by": project.submitted_by,
    }
    made = Dialogue.objects.create(project=project, **defaults | fields)
    Prompt.objects.create(dialogue=made, position=1, text="What works well?", theme="pace")
    return made


def seat(dialogue: Dialogue, person: User, standpoint: str = "patient") -> Seat:
    """A person's place."""
    return Seat.objects.get_or_create(dialogue=dialogue, person=person, defaults={"standpoint": standpoint})[0]


def reflection(dialogue: Dialogue, person: User, text: str = "We listen to each other.", **fields: Any) -> Reflection:
    """Sent, for the whole dialogue, with leave to analyse."""
    defaults: dict[str, Any] = {"kind": "works_well", "may_analyse": True, "sent_at": timezone.now()}
    defaults["prompt"] = dialogue.prompts.get()
    return Reflection.objects.create(seat=seat(dialogue, person), text=text, **defaults | fields)
