"""The register of tensions and barriers, as its pages, its file and what needs somebody read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from projects.enums import OPEN_PROJECT, TAKING_PART, Standpoint
from projects.models import Membership, Project, where_current
from projects.queries.people import distinct_names_by_person
from projects.queries.projects import counted_by_project
from projects.registry import Origin
from tensions.enums import OPEN_TENSION, Challenge, Nature, TensionState
from tensions.models import Tension, TensionQuerySet, TensionStep
from tensions.registry import TENSION_ORIGINS

QUIET = 30  # days without a step after which the owner is asked what happened
OLD = 90  # days after which an open one is called old

Text = str | Promise

# Each challenge in one plain sentence.
EXPLAINED: dict[Challenge, Text] = {
    Challenge.RISK: gettext_lazy("Working in a new way feels unsafe, or could go wrong for somebody."),
    Challenge.PURPOSE: gettext_lazy("We want different things from this work, or judge its worth differently."),
    Challenge.INSTITUTION: gettext_lazy("The rules or the leaders of an organisation stand in the way."),
    Challenge.PACE: gettext_lazy("We work at different speeds, or use words that others do not."),
    Challenge.TIME: gettext_lazy("We do not have enough time to understand each other."),
}
# The tag of each state. Resolved and lived with are ends of equal worth, so they look the same.
TAGS: dict[TensionState, str] = {
    TensionState.OPEN: "soon",
    TensionState.ESCALATED: "waiting",
    TensionState.RESOLVED: "done",
    TensionState.LIVED_WITH: "done",
}


@dataclass(frozen=True)
class TensionFilter:
    """What the list is narrowed to. Each is one of `CHOICES`, or empty."""

    state: str = ""
    nature: str = ""
    challenge: str = ""
    borne_by: str = ""
    owner: str = ""
    age: str = ""


# What each filter may ask for, with its label; the empty choice stands first.
CHOICES: dict[str, list[tuple[str, Text]]] = {
    "state": [
        ("", gettext_lazy("Any state")),
        ("live", gettext_lazy("Open or escalated")),
        *((state.value, state.label) for state in TensionState),
    ],
    "nature": [
        ("", gettext_lazy("Both")),
        ("tension", gettext_lazy("Tensions")),
        ("barrier", gettext_lazy("Barriers")),
    ],
    "challenge": [("", gettext_lazy("Any challenge")), *((kind.value, kind.label) for kind in Challenge)],
    "borne_by": [("", gettext_lazy("Anybody")), *((standpoint.value, standpoint.label) for standpoint in Standpoint)],
    "owner": [
        ("", gettext_lazy("Anybody or nobody")),
        ("mine", gettext_lazy("Me")),
        ("nobody", gettext_lazy("Nobody")),
    ],
    "age": [("", gettext_lazy("Any age")), ("old", gettext_lazy("Older than 90 days"))],
}


def live() -> Q:
    """Those that are not over: open or escalated."""
    return Q(state__in=OPEN_TENSION)


def unowned() -> Q:
    """Without an owner who takes part today."""
    owners = Membership.objects.filter(where_current(), role__in=TAKING_PART)
    return Q(owner=None) | ~Q(owner__in=owners)


def older(days: int, today: date) -> Q:
    """Raised more than so many days ago, or that long before it ended."""
    span = timedelta(days=days)
    return Q(closed_on=None, raised_on__lt=today - span) | Q(closed_on__gt=F("raised_on") + span)


def _condition(chosen: TensionFilter, person: User, today: date) -> Q:
    """What a filter lets through."""
    condition = Q()
    if chosen.state:
        condition &= live() if chosen.state == "live" else Q(state=chosen.state)
    if chosen.nature:
        condition &= Q(nature=chosen.nature)
    if chosen.challenge:
        condition &= Q(challenge=chosen.challenge)
    if chosen.borne_by:
        condition &= Q(borne_by__contains=[chosen.borne_by])
    if chosen.owner:
        condition &= Q(owner__person=person) if chosen.owner == "mine" else unowned()
    if chosen.age:
        condition &= older(OLD, today)
    return condition


def tensions(project: Project, *, chosen: TensionFilter, person: User, today: date) -> TensionQuerySet:
    """Those that a filter lets through, what is not over first, the oldest of it on top.

    With owners and the day of the last step.
    """
    rows = Tension.objects.visible_to(person).filter(_condition(chosen, person, today), project=project)
    rows = rows.select_related("owner__person").annotate(last_step_on=Max("steps__taken_on"))
    return rows.order_by(F("closed_on").desc(nulls_first=True), "raised_on", "created_at", "id")


def age_in_days(tension: Tension, today: date) -> int:
    """Days since it was raised; of one that has ended, the days it took."""
    return max(((tension.closed_on or today) - tension.raised_on).days, 0)


def standpoints(values: Iterable[str]) -> list[Standpoint]:
    """In the order of the enum, so that no standpoint comes first because it was ticked first."""
    borne = set(values)
    return [standpoint for standpoint in Standpoint if standpoint.value in borne]


@dataclass(frozen=True)
class TensionRow:
    """A tension or barrier in the list, and its number in the picture."""

    tension: Tension
    number: int
    days: int
    owner: str
    borne_by: list[Standpoint]

    @property
    def nature(self) -> Text:
        """In one word."""
        return _("Tension") if self.tension.nature == Nature.TENSION else _("Barrier")

    @property
    def challenge(self) -> Text:
        """In words."""
        return Challenge(self.tension.challenge).label

    @property
    def tag(self) -> str:
        """The kind of tag that says its state."""
        return TAGS[TensionState(self.tension.state)]

    @property
    def state(self) -> Text:
        """In words."""
        return TensionState(self.tension.state).label

    @property
    def last_step_on(self) -> date | None:
        """The day of the last step, if there was one; of rows of `tensions`."""
        day: date | None = getattr(self.tension, "last_step_on", None)
        return day


def tension_rows(listed: Iterable[Tension], today: date, first: int = 1) -> list[TensionRow]:
    """Rows numbered from `first`; needs `owner__person` fetched."""
    return [
        TensionRow(
            row, number, age_in_days(row, today), row.owner.named() if row.owner else "", standpoints(row.borne_by)
        )
        for number, row in enumerate(listed, first)
    ]


@dataclass(frozen=True)
class ChallengeCount:
    """How many of a challenge are not over."""

    value: str
    label: Text
    count: int


def count_by_challenge(project: Project, person: User) -> tuple[int, list[ChallengeCount]]:
    """How many there are at all, and how many of each challenge are not over. One read."""
    rows = Tension.objects.visible_to(person).filter(project=project)
    live_ones = {kind.value: Count("id", filter=live() & Q(challenge=kind)) for kind in Challenge}
    numbers = rows.aggregate(all=Count("id"), **live_ones)
    return numbers["all"], [ChallengeCount(kind.value, kind.label, numbers[kind.value]) for kind in Challenge]


@dataclass(frozen=True)
class StepRow:
    """A step, by whom under the name they chose, and the state it led to."""

    step: TensionStep
    name: str

    @property
    def became(self) -> Text:
        """The state in words, empty where it led to none."""
        return TensionState(self.step.became).label if self.step.became else ""

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return TAGS[TensionState(self.step.became)] if self.step.became else ""


@dataclass(frozen=True)
class Path:
    """Who raised it, and every step in order."""

    raised_by: str
    steps: list[StepRow]


def path_of(tension: Tension) -> Path:
    """Two reads, however many steps."""
    names = distinct_names_by_person(tension.project)
    gone = _("Somebody who is no longer here")
    steps = [
        StepRow(step, names.get(step.submitted_by_id, gone))
        for step in tension.steps.order_by("taken_on", "created_at", "id")
    ]
    return Path(names.get(tension.submitted_by_id, gone), steps)


def origin_of(reader: User, tension: Tension) -> Origin | None:
    """Where it came from, as this reader may know it; None where it was raised by hand."""
    for source in TENSION_ORIGINS:
        origins = source(reader, [tension.pk])
        if tension.pk in origins:
            return origins[tension.pk]
    return None


def quiet_tensions(person: User, now: datetime, today: date) -> QuerySet[Tension]:
    """Those this person owns that are not over, on which nobody has said anything for `QUIET` days."""
    recent = TensionStep.objects.filter(tension=OuterRef("pk"), created_at__gt=now - timedelta(days=QUIET))
    rows = Tension.objects.filter(
        live(),
        where_current("owner__"),
        ~Exists(recent),
        owner__person=person,
        owner__role__in=TAKING_PART,
        raised_on__lte=today - timedelta(days=QUIET),
        project__state__in=OPEN_PROJECT,
    )
    return rows.select_related("project").order_by("raised_on", "id")


def projects_to_find_owners_in(person: User) -> QuerySet[Project]:
    """Open projects that this person coordinates, with `unowned`, how many tensions that are not over have no owner."""
    mine = Membership.objects.leading().filter(person=person)
    rows = Tension.objects.filter(live(), unowned()).values("pk")
    number = Count("tensions", filter=Q(tensions__in=rows))
    projects = Project.objects.filter(pk__in=mine.values("project"), state__in=OPEN_PROJECT)
    return projects.annotate(unowned=number).filter(unowned__gt=0).order_by("title", "pk")


def raised_by(person: User, project: Project) -> QuerySet[Tension]:
    """The tensions and barriers of a project that somebody raised."""
    return Tension.objects.filter(project=project, submitted_by=person)


@counted_by_project
def count_old(today: date) -> QuerySet[Tension]:
    """Open for longer than `OLD` days, as `?state=live&age=old` lists them."""
    return Tension.objects.filter(live() & older(OLD, today))


@counted_by_project
def count_escalated() -> QuerySet[Tension]:
    """Escalated, as `?state=escalated` lists them."""
    return Tension.objects.filter(state=TensionState.ESCALATED)
