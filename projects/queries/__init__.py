"""Page-sized reads of projects, people, milestones and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from audit.queries import Happened, of_project, told
from audit.registry import TYPES
from projects.enums import MilestoneKind, MilestoneState, Pace, Role, Standpoint
from projects.models import DateChange, Membership, MembershipQuerySet, Milestone, MilestoneQuerySet, Project

if TYPE_CHECKING:
    from audit.models import Event

SOON = 14  # days ahead that count as soon
NEXT = 5  # milestones shown on the overview

Text = str | Promise


@dataclass(frozen=True)
class ProjectRow:
    """A project in the list, and what the reader is in it."""

    project: Project
    role: Text


def project_rows(projects: Sequence[Project], person: User) -> list[ProjectRow]:
    """Two reads at most, however many projects."""
    mine = Membership.objects.current().filter(person=person, project__in=list(projects))
    roles = {membership.project_id: Role(membership.role).label for membership in mine}
    return [ProjectRow(project, roles.get(project.pk, Role.ADMINISTRATOR.label)) for project in projects]


@dataclass(frozen=True)
class StandpointCount:
    """How many people speak from a standpoint today."""

    value: str
    label: Text
    count: int


def standpoints(project: Project) -> list[StandpointCount]:
    """Every standpoint in the order of the enum, with its count today, which may be 0."""
    counted = Membership.objects.current().filter(project=project).values_list("standpoint").annotate(Count("id"))
    counts = dict(counted.order_by())
    return [StandpointCount(kind.value, kind.label, counts.get(kind.value, 0)) for kind in Standpoint]


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with where it stands: late, soon, started, planned or done; and its number in the picture."""

    milestone: Milestone
    standing: str
    number: int
    url: str

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return STANDINGS[self.standing][0]

    @property
    def label(self) -> Text:
        """Where it stands, in words."""
        return STANDINGS[self.standing][1]

    # A label of an enum costs a tenth of `get_..._display()`, which counts in a table of fifty rows.

    @property
    def owner(self) -> str:
        """The owner's name as they chose it; needs `owner__person` fetched."""
        return self.milestone.owner.named()

    @property
    def pace(self) -> Text:
        """The pace in words."""
        return Pace(self.milestone.pace).label

    @property
    def kind(self) -> Text:
        """The kind in words."""
        return MilestoneKind(self.milestone.kind).label


# Standing: the tag it is shown with and its words.
STANDINGS: dict[str, tuple[str, Text]] = {
    "late": ("late", pgettext_lazy("milestone", "Late")),
    "soon": ("soon", pgettext_lazy("milestone", "Due soon")),
    "started": ("soon", MilestoneState.STARTED.label),
    "planned": ("neutral", MilestoneState.PLANNED.label),
    "done": ("done", MilestoneState.DONE.label),
}


def standing(milestone: Milestone, today: date) -> str:
    """Where a milestone stands on a day. Late and soon follow from the date; the rest is its state."""
    if milestone.state == MilestoneState.DONE:
        return "done"
    if milestone.is_late(today):
        return "late"
    if milestone.due_on <= today + timedelta(days=SOON):
        return "soon"
    return "started" if milestone.state == MilestoneState.STARTED else "planned"


def milestone_rows(milestones: Iterable[Milestone], today: date, first: int = 1) -> list[MilestoneRow]:
    """Rows numbered from `first`."""
    return [
        MilestoneRow(row, standing(row, today), number, row.get_absolute_url())
        for number, row in enumerate(milestones, first)
    ]


# What `?show=` may ask for, and its label.
SHOWS: dict[str, Text] = {
    "all": gettext_lazy("All"),
    "late": gettext_lazy("Late"),
    "soon": gettext_lazy("Due soon"),
    "mine": gettext_lazy("Mine"),
}


def _shown(show: str, person: User, today: date) -> Q:
    late = ~Q(state=MilestoneState.DONE) & Q(due_on__lt=today)
    soon = ~Q(state=MilestoneState.DONE) & Q(due_on__gte=today, due_on__lte=today + timedelta(days=SOON))
    return {"all": Q(), "late": late, "soon": soon, "mine": Q(owner__person=person)}[show]


def milestones(project: Project, *, show: str, person: User, today: date) -> MilestoneQuerySet:
    """The milestones of a project that `show` (a key of `SHOWS`) asks for, by date, with their owners."""
    rows = Milestone.objects.visible_to(person).filter(_shown(show, person, today), project=project)
    return rows.select_related("owner__person").order_by("due_on", "created_at", "id")


@dataclass(frozen=True)
class Progress:
    """Plain facts about the milestones of a project."""

    all: int
    done: int
    late: int
    soon: int


def progress(project: Project, person: User, today: date) -> Progress:
    """One read."""
    count = (
        Milestone.objects.visible_to(person)
        .filter(project=project)
        .aggregate(
            all=Count("id"),
            done=Count("id", filter=Q(state=MilestoneState.DONE)),
            late=Count("id", filter=_shown("late", person, today)),
            soon=Count("id", filter=_shown("soon", person, today)),
        )
    )
    return Progress(**count)


def next_milestones(project: Project, person: User, today: date) -> list[MilestoneRow]:
    """The first few that are not done, late ones first."""
    rows = milestones(project, show="all", person=person, today=today).exclude(state=MilestoneState.DONE)
    return milestone_rows(rows[:NEXT], today)


def members(project: Project, person: User) -> MembershipQuerySet:
    """Everybody who takes or took part; those whose membership has ended come last."""
    rows = Membership.objects.visible_to(person).filter(project=project).select_related("person")
    return rows.order_by(F("expires_on").desc(nulls_first=True), "created_at", "id")


def owners(project: Project, person: User, keep: Membership | None = None) -> QuerySet[Membership]:
    """Who may own a milestone: everybody in the project today, and `keep`, who owns it already."""
    rows = Membership.objects.visible_to(person).filter(project=project).select_related("person")
    now = Membership.objects.current().filter(project=project)
    mine = Q(pk__in=now.values("pk"))
    return rows.filter(mine | Q(pk=keep.pk) if keep else mine).order_by("created_at", "id")


@dataclass(frozen=True)
class DateChangeRow:
    """A due date that moved, and who moved it, under the name they chose."""

    change: DateChange
    name: str


def date_changes(milestone: Milestone) -> list[DateChangeRow]:
    """How the due date moved, newest first."""
    changes = list(milestone.date_changes.order_by("-created_at", "-id"))
    names = _names(milestone.project, {change.changed_by_id for change in changes})
    return [DateChangeRow(change, names[change.changed_by_id]) for change in changes]


@dataclass(frozen=True)
class HistoryRow:
    """One event, with its actor's name as they chose it and the milestone it was about, if it still stands."""

    happened: Happened
    sentence: str
    milestone: Milestone | None


def history(project: Project) -> QuerySet[Event]:
    """The events of a project, newest first."""
    return of_project(project.pk)


def history_rows(project: Project, page: Iterable[Event], person: User) -> list[HistoryRow]:
    """A page of events told in words. Three reads, however many events."""
    events = list(page)
    telling = [told(event) for event in events]
    names = _names(project, {row.actor_id for row in telling if row.actor_id is not None})
    targets = [event.target_id for event in events if event.target_type == "milestone" and event.target_id]
    found = Milestone.objects.visible_to(person).filter(project=project, pk__in=targets).in_bulk()
    return [
        HistoryRow(
            row,
            row.sentence.replace("{actor}", _actor(row, names)),
            found.get(event.target_id) if event.target_id else None,
        )
        for row, event in zip(telling, events, strict=True)
    ]


def _actor(row: Happened, names: dict[UUID, str]) -> str:
    kind = TYPES.get(row.type)
    if kind is not None and kind.confidential:
        return _("Somebody with a seat")
    if row.actor_id is None:
        return _("The application")
    return names.get(row.actor_id, _("Somebody who is no longer here"))


def _names(project: Project, people: set[UUID]) -> dict[UUID, str]:
    """Members under their own rule with their standpoint; administrators, who have none, under their own rule."""
    members = Membership.objects.filter(project=project, person__in=people).select_related("person")
    outside = User.objects.filter(pk__in=people).exclude(memberships__project=project)
    return {user.pk: user.named() for user in outside} | {row.person_id: row.named() for row in members}
