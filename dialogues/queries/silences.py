"""Which standpoints have not been heard for a while, and what else of dialogues a coordinator's morning begins with.

Only words that everybody with a seat may read count, from the moment they opened to the group: the rule of the report
of a dialogue. So words that wait for a reveal, and words kept for oneself, leave no trace here. What is counted are
standpoints, never people; when one was last heard is said by the month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compiled import compiled
from core.dates import site_day
from dialogues.enums import DialogueState
from dialogues.models import Dialogue, Reflection
from dialogues.policies.words import FOR_EVERY_SEAT
from dialogues.queries.dialogues import open_for_writing
from projects.enums import OPEN_PROJECT, TAKING_PART, Standpoint
from projects.models import Membership, Project, where_current
from projects.queries.projects import counted_by_project

WEEKS = 8
# What `?show=` may ask for, and its label.
SHOWS: dict[str, str | Promise] = {"all": gettext_lazy("All"), "silent": gettext_lazy("Not heard lately")}
STANDINGS: dict[str, tuple[str, str | Promise]] = {
    "silent": ("late", gettext_lazy("Not heard lately")),
    "heard": ("done", gettext_lazy("Heard")),
    "new": ("neutral", gettext_lazy("New here")),
    "nobody": ("neutral", gettext_lazy("Nobody here yet")),
}


def for_the_group() -> QuerySet[Reflection]:
    """Reflections and responses that everybody with a seat may read. A response counts where its answer counts too."""
    answered = Q(responds_to=None) | Q(responds_to__audience__in=FOR_EVERY_SEAT)
    revealed = Q(seat__dialogue__revealed_at__isnull=False)
    return Reflection.objects.filter(answered, revealed, audience__in=FOR_EVERY_SEAT, withdrawn_at=None)


def present(keys: list[UUID]) -> QuerySet[Membership]:
    """Who takes part today in those of these projects that are open."""
    rows = Membership.objects.filter(where_current(), project__in=keys, project__state__in=OPEN_PROJECT)
    return rows.filter(role__in=TAKING_PART).order_by()


def count_silent_standpoints(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """How many standpoints of each project somebody has spoken from for these weeks, and nobody was heard from."""
    since = now - timedelta(weeks=WEEKS)
    rows = _standpoints_heard(list(keys), since, site_day(since))
    return Counter(project for project, _standpoint, _first, heard in rows if not heard)


@compiled
def _standpoints_heard(
    keys: list[UUID], since: datetime, day: date
) -> QuerySet[Membership, tuple[UUID, str, date, datetime | None]]:
    """Standpoints that somebody has spoken from since that day, and whether anybody was heard: looked up for each."""
    lately = Q(sent_at__gte=since) | Q(seat__dialogue__revealed_at__gte=since)
    heard = for_the_group().filter(
        lately, seat__dialogue__project=OuterRef("project"), seat__standpoint=OuterRef("standpoint")
    )
    pairs = present(keys).values_list("project", "standpoint").annotate(first=Min("starts_on"))
    # Not `Exists`: Postgres would gather everything that was heard on the whole site to look these up in it.
    return pairs.filter(first__lte=day).annotate(heard=Subquery(heard.order_by().values("sent_at")[:1]))


@dataclass(frozen=True)
class Silence:
    """A standpoint: how many speak from it, the month it was last heard in, and where it stands."""

    value: str
    label: str | Promise
    people: int
    last: datetime | None
    standing: str

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return STANDINGS[self.standing][0]

    @property
    def said(self) -> str | Promise:
        """Where it stands, in words."""
        return STANDINGS[self.standing][1]


def silences(project: Project, now: datetime) -> list[Silence]:
    """Every standpoint in the order of the enum, by the rule of `count_silent_standpoints`. Two reads."""
    counted = present([project.pk]).values_list("standpoint")
    here = {name: (people, first) for name, people, first in counted.annotate(Count("pk"), Min("starts_on"))}
    words = for_the_group().filter(seat__dialogue__project=project).order_by().values_list("seat__standpoint")
    heard = dict(words.annotate(last=Max(Greatest("sent_at", "seat__dialogue__revealed_at"))))
    since = now - timedelta(weeks=WEEKS)
    return [
        Silence(kind.value, kind.label, people, last, _standing(people, first, last, since))
        for kind in Standpoint
        for people, first in [here.get(kind.value, (0, None))]
        for last in [heard.get(kind.value)]
    ]


def _standing(people: int, first: Any, last: datetime | None, since: datetime) -> str:
    if not people:
        return "nobody"
    if last is not None and last >= since:
        return "heard"
    return "silent" if first <= site_day(since) else "new"


@counted_by_project
def count_dialogues_writing(now: datetime) -> QuerySet[Dialogue]:
    """Dialogues open for writing, as `?show=writing` lists them."""
    return Dialogue.objects.filter(open_for_writing(now))


@dataclass(frozen=True)
class NextMeeting:
    """The dialogue of a project that meets next: what it is called, when, where it leads."""

    title: str
    at: datetime
    url: str


def next_meetings(keys: Collection[UUID], now: datetime) -> dict[UUID, NextMeeting]:
    """The dialogue that meets next in each of these projects that is open."""
    return {
        row.project_id: NextMeeting(
            _("Dialogue: %(title)s") % {"title": row.title}, row.meets_at, row.get_absolute_url()
        )
        for row in _meeting_next(list(keys), now)
        if row.meets_at is not None
    }


@compiled
def _meeting_next(keys: list[UUID], now: datetime) -> QuerySet[Dialogue]:
    rows = Dialogue.objects.filter(
        project__in=keys,
        project__state__in=OPEN_PROJECT,
        state__in=(DialogueState.PLANNED, DialogueState.OPEN),
        meets_at__gt=now,
    )
    return rows.order_by("project", "meets_at", "pk").distinct("project").only("title", "meets_at", "project_id")
