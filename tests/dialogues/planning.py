"""Dialogues at each point of their life, for tests; reflections as rows, with the permission each test is about."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from dialogues.actions import dialogues as actions
from dialogues.models import Dialogue, Reflection, Seat
from projects.models import Membership, Project


def planned(project: Project, by: User, **fields: Any) -> Dialogue:
    """A dialogue with two built-in prompts and one of our own; writing ends in ten days."""
    defaults: dict[str, Any] = {"title": "How we decide", "writing_ends_at": timezone.now() + timedelta(days=10)}
    return actions.plan_dialogue(
        project,
        token=uuid.uuid4(),
        fields=defaults | fields,
        themes=["pace", "goal"],
        own_prompts=["What would you like to ask?"],
        by=by,
    )


def seat(dialogue: Dialogue, by: User, *people: User, facilitator: User | None = None) -> list[Seat]:
    """Give seats to these people, and to nobody else."""
    members = Membership.objects.filter(project=dialogue.project_id, person__in=people)
    actions.set_seats(dialogue, chosen={member.pk: member.person == facilitator for member in members}, by=by)
    seats = {row.person_id: row for row in Seat.objects.filter(dialogue=dialogue).select_related("person")}
    return [seats[person.pk] for person in people]


def opened(project: Project, by: User, *people: User, facilitator: User | None = None, **fields: Any) -> Dialogue:
    """Open for writing, with seats for these people."""
    dialogue = planned(project, by, **fields)
    seat(dialogue, by, *people, facilitator=facilitator)
    actions.open_dialogue(dialogue, by=by)
    dialogue.refresh_from_db()
    return dialogue


def sent(dialogue: Dialogue, person: User, text: str, prompt: int = 1, **fields: Any) -> Reflection:
    """A reflection that this person sent to a prompt."""
    row = dialogue.seats.get(person=person)
    row.sent_at = timezone.now()
    row.save()
    defaults: dict[str, Any] = {"kind": "free", "sent_at": row.sent_at}
    return Reflection.objects.create(
        seat=row, prompt=dialogue.prompts.get(position=prompt), text=text, **defaults | fields
    )


def revealed(dialogue: Dialogue, by: User) -> Dialogue:
    """The same dialogue after its reveal."""
    actions.reveal(dialogue, by=by)
    dialogue.refresh_from_db()
    return dialogue


def url(name: str, dialogue: Dialogue, *more: Any) -> str:
    """The path of a page of a dialogue."""
    return reverse(f"dialogues:{name}", args=[dialogue.project_id, dialogue.pk, *more])


def page(client: Client, name: str, dialogue: Dialogue, *more: Any) -> str:
    """The text of a page that answers 200."""
    response = client.get(url(name, dialogue, *more))
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())
