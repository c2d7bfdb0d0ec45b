"""Outcomes of a dialogue, for tests."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from accounts.models import User
from dialogues.actions import outcomes as actions
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement
from projects.models import Project
from tests.dialogues.planning import opened, revealed
from tests.factories import in_days


def open_words(project: Project, by: User, *people: User, facilitator: User | None = None, **fields: Any) -> Dialogue:
    """A dialogue whose words are open, with seats for these people."""
    return revealed(opened(project, by, *people, facilitator=facilitator, **fields), by)


def agreement(dialogue: Dialogue, by: User, text: str = "We meet monthly.") -> Agreement:
    """What was agreed."""
    return actions.record_agreement(dialogue, token=uuid.uuid4(), text=text, by=by)


def action(dialogue: Dialogue, by: User, owner: User, due_on: date | None = None, **fields: Any) -> AgreedAction:
    """Something a seat took on, due in 30 days."""
    defaults: dict[str, Any] = {"text": "Ask the clinic.", "due_on": due_on or in_days(30)}
    seat = dialogue.seats.get(person=owner)
    return actions.agree_action(dialogue, token=uuid.uuid4(), fields=defaults | {"owner": seat} | fields, by=by)


def kept(dialogue: Dialogue, by: User, look_back_on: date | None = None) -> KeptDisagreement:
    """A difference of a patient and a clinician, looked back at in 90 days."""
    return actions.keep_disagreement(
        dialogue,
        token=uuid.uuid4(),
        fields={"title": "How soon is soon?", "look_back_on": look_back_on or in_days(90)},
        positions=[("patient", "When we know each other."), ("clinician", "Before the winter list.")],
        by=by,
    )


def look_back_on(dialogue: Dialogue, day: date | None) -> Dialogue:
    """The same dialogue with its day to look back, which may be in the past."""
    Dialogue.objects.filter(pk=dialogue.pk).update(look_back_on=day)
    dialogue.refresh_from_db()
    return dialogue
