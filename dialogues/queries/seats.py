"""Seats that still have something to do: what pages, reminders and mails about writing all read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from dialogues.enums import DialogueState
from dialogues.models import Dialogue, Reflection, Seat
from dialogues.policies.dialogues import REVEALING
from dialogues.policies.words import FOR_EVERY_SEAT
from projects.enums import OPEN_PROJECT, TAKING_PART
from projects.models import Membership, Project
from projects.queries.people import distinct_names_by_person

if TYPE_CHECKING:
    from accounts.models import User


def heard() -> Exists:
    """Has a seat sent words that everybody with a seat will read? The only thing that is counted of what was sent.

    A seat that wrote for itself alone counts like one that wrote nothing. Otherwise a count before the reveal and a
    silence after it would tell what somebody kept for themselves.
    """
    for_all = Reflection.objects.filter(audience__in=FOR_EVERY_SEAT, withdrawn_at=None)
    return Exists(for_all.filter(seat=OuterRef("pk"), responds_to=None))


def to_write(now: datetime) -> QuerySet[Seat]:
    """Seats that have not sent and can still write: dialogue and project are open, and the person takes part today."""
    taking_part = Membership.objects.current().filter(
        project=OuterRef("dialogue__project"), person=OuterRef("person"), role__in=TAKING_PART
    )
    rows = Seat.objects.filter(
        Exists(taking_part),
        sent_at=None,
        person__is_active=True,
        dialogue__state=DialogueState.OPEN,
        dialogue__writing_ends_at__gt=now,
        dialogue__project__state__in=OPEN_PROJECT,
    )
    return rows.select_related("dialogue__project", "person").order_by("dialogue__writing_ends_at", "pk")


ToWrite = tuple[str, str, datetime, UUID, UUID]


def to_write_of(person: User, now: datetime) -> QuerySet[Seat, ToWrite]:
    """Dialogues that wait for this person's words: title, project's title, end of writing, project, dialogue."""
    columns = ("title", "project__title", "writing_ends_at", "project_id", "pk")
    rows = to_write(now).filter(person=person)
    return rows.values_list(*(f"dialogue__{name}" for name in columns))


def names_apart(project: Project, seats: Iterable[Seat]) -> dict[UUID, str]:
    """Seat to its name, for choices: equal names carry the number that the list of people shows. Needs `person`."""
    labels = distinct_names_by_person(project)
    return {seat.pk: numbered(seat.named(), labels.get(seat.person_id, "")) for seat in seats}


def numbered(name: str, label: str) -> str:
    """The label where it is this name with a number. A seat may have a name of its own, and keeps it."""
    return label if re.fullmatch(rf"{re.escape(name)} \(\d+\)", label) else name


def led_by(person: User) -> Q:
    """Dialogues that this person coordinates, or facilitates while they take part."""
    memberships = Membership.objects.current().filter(person=person)
    leads = Membership.objects.leading().filter(person=person)
    facilitates = Seat.objects.filter(person=person, facilitates=True)
    return Q(project__in=leads.values("project")) | Q(
        pk__in=facilitates.values("dialogue"), project__in=memberships.filter(role__in=TAKING_PART).values("project")
    )


def to_reveal(person: User, now: datetime) -> QuerySet[Dialogue]:
    """Dialogues this person may reveal and in which everybody is heard or the time to write is over."""
    rows = Dialogue.objects.filter(
        led_by(person), state__in=REVEALING, revealed_at=None, reveal_at=None, project__state__in=OPEN_PROJECT
    )
    given = Seat.objects.filter(dialogue=OuterRef("pk"))
    ready = Q(writing_ends_at__lte=now) | (Q(Exists(given)) & ~Q(Exists(given.filter(~heard()))))
    return rows.filter(ready).select_related("project").order_by("writing_ends_at", "pk")


def reveals_due(now: datetime) -> QuerySet[Dialogue]:
    """Dialogues whose time to open by themselves has come."""
    rows = Dialogue.objects.filter(
        reveal_at__lte=now, revealed_at=None, state__in=REVEALING, project__state__in=OPEN_PROJECT
    )
    return rows.select_related("project").order_by("reveal_at", "pk")


def contactable(rows: QuerySet[Seat]) -> QuerySet[Seat]:
    """Without those whose person withdrew from contact: no mail is prepared for them."""
    muted = Membership.objects.filter(
        project=OuterRef("dialogue__project"), person=OuterRef("person"), no_contact_since__isnull=False
    )
    return rows.exclude(Exists(muted))
