"""Dialogues that look back now, and the seats that are asked. The rule is `policies.outcomes.since`; here it is SQL."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Least

from dialogues.models import Dialogue, KeptDisagreement, LookBackNote, Seat
from dialogues.queries.outcomes import Note, named_notes, taking_part
from dialogues.queries.seats import led_by
from projects.enums import OPEN_PROJECT

if TYPE_CHECKING:
    from accounts.models import User


def to_look_back(today: date) -> QuerySet[Seat]:
    """Seats that are asked today and have not written yet, with `since`: the day from which they are asked."""
    kept = KeptDisagreement.objects.filter(dialogue=OuterRef("dialogue"), standing="", look_back_on__lte=today)
    first = Subquery(kept.order_by("look_back_on").values("look_back_on")[:1])
    own = Case(When(dialogue__look_back_on__lte=today, then=F("dialogue__look_back_on")))
    written = LookBackNote.objects.filter(seat=OuterRef("pk"), looked_back_on__gte=OuterRef("since"))
    rows = Seat.objects.filter(
        taking_part(""),
        person__is_active=True,
        dialogue__revealed_at__isnull=False,
        dialogue__project__state__in=OPEN_PROJECT,
    ).annotate(since=Least(own, first))
    asked = rows.filter(~Exists(written), since__isnull=False)
    return asked.select_related("dialogue__project", "person").order_by("since", "pk")


def to_look_back_of(person: User, today: date) -> QuerySet[Seat]:
    """This person's seats of those."""
    return to_look_back(today).filter(person=person)


def to_finish(person: User, today: date) -> QuerySet[Dialogue]:
    """Dialogues this person leads that look back, in which every seat that is asked has written."""
    kept = KeptDisagreement.objects.filter(dialogue=OuterRef("pk"), standing="", look_back_on__lte=today)
    first = Subquery(kept.order_by("look_back_on").values("look_back_on")[:1])
    own = Case(When(look_back_on__lte=today, then=F("look_back_on")))
    written = LookBackNote.objects.filter(dialogue=OuterRef("pk"), looked_back_on__gte=OuterRef("since"))
    rows = Dialogue.objects.filter(led_by(person), revealed_at__isnull=False, project__state__in=OPEN_PROJECT).annotate(
        since=Least(own, first)
    )
    waits = to_look_back(today).filter(dialogue=OuterRef("pk"))
    done = rows.filter(Exists(written), ~Exists(waits), since__isnull=False)
    return done.select_related("project").order_by("since", "pk")


def own_note(seat: Seat, since: date) -> LookBackNote | None:
    """What this seat wrote in the look-back that began then."""
    rows = seat.look_back_notes.filter(looked_back_on__gte=since)
    return rows.order_by("-looked_back_on", "-created_at").first()


def notes_since(dialogue: Dialogue, since: date) -> list[Note]:
    """What seats said in the look-back that began then."""
    return named_notes(dialogue.look_back_notes.filter(looked_back_on__gte=since).order_by("pk"))
