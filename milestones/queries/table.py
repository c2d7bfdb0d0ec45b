"""Milestones as a list, a picture and a file read them: columns and counts, no instances.

Each read answers one queryset of what is asked for, whose statement depends on `only` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse

from accounts.models import User
from core.compiled import compiled
from milestones.enums import MilestoneState, Standing
from milestones.models import Milestone, MilestoneLink, MilestoneQuerySet
from milestones.pictures.columns import Month
from milestones.pictures.timeline import MOST_JOINS
from milestones.policies.due import where_late, where_soon, where_unfinished
from milestones.queries.filters import MilestoneFilter
from milestones.queries.rows import Wait, every_wait, standing_of, waits_by_key
from projects.models import Membership

Rows = QuerySet[Milestone, tuple[object, ...]]
EVERYTHING = MilestoneFilter()
ANY = UUID(int=0)  # stands for a key in an address


class Listed(NamedTuple):
    """A milestone as a list shows it."""

    pk: UUID
    title: str
    owner_id: UUID
    due_on: date
    baseline_on: date
    pace: str
    kind: str
    step: str
    state: str
    done_on: date | None


class Marked(NamedTuple):
    """A milestone as the timeline draws it. `before` are the keys of what it waits for: a few, whatever they are."""

    pk: UUID
    title: str
    due_on: date
    baseline_on: date
    pace: str
    state: str
    before: list[UUID]


def by_date(person: User, project_id: UUID, today: date, only: MilestoneFilter = EVERYTHING) -> MilestoneQuerySet:
    """The milestones of a project that are asked for, by date."""
    rows = Milestone.objects.visible_to(person).filter(project=project_id)
    narrowed = rows.filter(only.condition(person, today)) if only.is_filtered else rows
    return narrowed.order_by("due_on", "created_at", "id")


def listed(person: User, project_id: UUID, today: date, only: MilestoneFilter) -> Rows:
    """The fields of `Listed`, row by row."""
    return by_date(person, project_id, today, only).values_list(*Listed._fields)


def marked(person: User, project_id: UUID, today: date, only: MilestoneFilter) -> Rows:
    """The fields of `Marked`, row by row."""
    links = MilestoneLink.objects.filter(after=OuterRef("pk")).order_by("before").values("before")
    before = ArraySubquery(links[: MOST_JOINS + 1])
    return by_date(person, project_id, today, only).annotate(before=before).values_list(*Marked._fields)


def by_month(person: User, project_id: UUID, today: date, only: MilestoneFilter) -> Rows:
    """The fields of `Month`, month by month and pace by pace."""
    pressing = where_soon(today) | Q(state=MilestoneState.STARTED, due_on__gte=today)
    counts = {
        "every": Count("pk"),
        "done": Count("pk", filter=~where_unfinished()),
        "late": Count("pk", filter=where_late(today)),
        "soon": Count("pk", filter=pressing),
    }
    months = by_date(person, project_id, today, only).order_by().values("pace", first=TruncMonth("due_on"))
    return months.annotate(**counts).values_list(*Month._fields)


def address_of(project_id: UUID, name: str = "milestone_detail") -> Callable[[UUID], str]:
    """From a key to the address of its page: the address is looked up once, however many keys follow."""
    before, _key, after = reverse(f"milestones:{name}", args=[project_id, ANY]).rpartition(str(ANY))
    return lambda key: f"{before}{key}{after}"


def owner_names(owners: Iterable[UUID]) -> dict[UUID, str]:
    """Under what name each of these memberships is shown. One read."""
    return {member.pk: member.named() for member in owners_to_name(list(owners))}


@compiled
def owners_to_name(keys: list[UUID]) -> QuerySet[Membership]:
    """These memberships, with what their names are made of."""
    used = ("name_rule", "pseudonym", "standpoint", "person__name_rule", "person__pseudonym", "person__full_name")
    return Membership.objects.filter(pk__in=keys).select_related("person").only(*used)


def sentences_by_key(keys: Iterable[UUID], today: date) -> dict[UUID, str]:
    """All that holds these up, in sentences, by key. One read."""
    found: dict[UUID, list[str]] = {}
    for key, title, due_on in every_wait(keys, today):
        found.setdefault(key, []).append(Wait(title, due_on < today).sentence)
    return {key: "; ".join(sentences) for key, sentences in found.items()}


class TableRow(NamedTuple):
    """A row of the list: the milestone, its number in the picture, where it stands, its owner, and what holds it up."""

    milestone: Listed
    number: int
    url: str
    standing: Standing
    owner: str
    waits: list[str]


def table_rows(project_id: UUID, rows: Iterable[tuple[object, ...]], first: int, today: date) -> list[TableRow]:
    """Rows of `listed` as a page shows them, numbered from `first`. Two more reads, however many rows."""
    found = [Listed._make(row) for row in rows]
    names = owner_names({row.owner_id for row in found})
    waits = waits_by_key([row.pk for row in found], today)
    address = address_of(project_id)
    return [
        TableRow(
            milestone=row,
            number=number,
            url=address(row.pk),
            standing=standing_of(row, today),
            owner=names[row.owner_id],
            waits=waits[row.pk].sentences if row.pk in waits else [],
        )
        for number, row in enumerate(found, first)
    ]
