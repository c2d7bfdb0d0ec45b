"""Page-sized reads of consent forms: versions, who has answered which, and the form a person answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import ContactBy, NameRule
from core.dates import say_day, site_day
from core.marks import mark_of
from participants.enums import ClauseKind
from participants.models import Clause, Consent, ConsentAnswer, ConsentVersion
from participants.policies.consent import latest_answers, published, unanswered, withdrawn_since
from projects.enums import OPEN_PROJECT, TAKING_PART, Standpoint
from projects.models import Membership, Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class ClauseText:
    """What a coordinator writes of one clause."""

    kind: str
    text: str
    plain_text: str
    needed: bool


@dataclass(frozen=True)
class VersionText:
    """What a coordinator writes of one version."""

    title: str
    information: str
    plain_information: str
    clauses: tuple[ClauseText, ...]

    @property
    def mark(self) -> str:
        """Which text a page has seen (`core.marks`)."""
        return mark_of(asdict(self))


def clauses_of(version: ConsentVersion) -> list[Clause]:
    """Its clauses in their order."""
    return list(Clause.objects.filter(version=version).order_by("position"))


def text_of(version: ConsentVersion) -> VersionText:
    """The version as it is stored now."""
    clauses = (ClauseText(row.kind, row.text, row.plain_text, row.needed) for row in clauses_of(version))
    return VersionText(version.title, version.information, version.plain_information, tuple(clauses))


@dataclass(frozen=True)
class VersionRow:
    """A version with how many people answered it."""

    version: ConsentVersion
    agreed: int
    refused: int


def version_rows(project: Project, person: User) -> list[VersionRow]:
    """Every version, the newest first, one query. People who answered twice count once, as they last answered."""
    last = latest_answers(project)
    rows = ConsentVersion.objects.visible_to(person).filter(project=project).order_by("-number")
    counted: Any = rows.annotate(
        agreed=Count("consents", filter=Q(consents__in=last, consents__agrees=True)),
        refused=Count("consents", filter=Q(consents__in=last, consents__agrees=False)),
    )
    return [VersionRow(row, row.agreed, row.refused) for row in counted]


# What `?show=` may ask for, and its label.
SHOWS: dict[str, str | Promise] = {
    "all": gettext_lazy("Everybody"),
    "waiting": gettext_lazy("To be asked"),
    "agreed": gettext_lazy("Agreed"),
    "refused": gettext_lazy("Said no"),
}
TAGS = {"agreed": "done", "waiting": "waiting", "refused": "neutral"}


@dataclass(frozen=True)
class MemberRow:
    """Somebody who takes part, their answer that counts, and where they stand: agreed, refused or waiting."""

    member: Membership
    consent: Consent | None
    latest: ConsentVersion | None

    @property
    def standing(self) -> str:
        """A key of `SHOWS`. An answer to an earlier version waits to be given again."""
        if self.consent is None or self.consent.version_id != (self.latest.pk if self.latest else None):
            return "waiting"
        return "agreed" if self.consent.agrees else "refused"

    @property
    def refused(self) -> str:
        """The kinds of clauses they said no to."""
        refusals = self.consent.refusals if self.consent else ()  # type: ignore[attr-defined]
        return "; ".join(str(ClauseKind(answer.clause.kind).label) for answer in refusals)

    @property
    def sentence(self) -> str:
        """What they answered, to which version and when."""
        if self.consent is None:
            return _("Has not answered yet.") if self.latest else _("Not asked yet.")
        facts = {"number": self.consent.version.number, "day": say_day(self.consent.given_at)}
        if self.is_waiting and self.consent.agrees:
            return _("Agreed to version %(number)d. To be asked again.") % facts
        if self.is_waiting:
            return _("Said no to version %(number)d. To be asked again.") % facts
        if self.consent.agrees:
            return _("Agreed to version %(number)d on %(day)s.") % facts
        return _("Said no to version %(number)d on %(day)s.") % facts

    @property
    def is_waiting(self) -> bool:
        """Are they to be asked?"""
        return self.standing == "waiting"

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return TAGS[self.standing]

    @property
    def label(self) -> str | Promise:
        """Where they stand, in words."""
        return SHOWS[self.standing]


def member_rows(project: Project, latest: ConsentVersion | None) -> list[MemberRow]:
    """Everybody who takes part today, two queries and one for the answers, however many."""
    members = Membership.objects.current().filter(project=project, role__in=TAKING_PART)
    refused = ConsentAnswer.objects.filter(agreed=False).select_related("clause").order_by("clause__position")
    consents = (
        latest_answers(project)
        .filter(~withdrawn_since())
        .select_related("version")
        .defer("sealed")
        .prefetch_related(Prefetch("answers", queryset=refused, to_attr="refusals"))
    )
    given = {consent.person_id: consent for consent in consents}
    people = members.select_related("person").order_by("standpoint", "created_at", "pk")
    return [MemberRow(member, given.get(member.person_id), latest) for member in people]


@dataclass(frozen=True)
class StandpointRow:
    """How many of a standpoint agreed, said no, and are to be asked."""

    value: str
    label: str | Promise
    agreed: int
    refused: int
    waiting: int


def by_standpoint(rows: Sequence[MemberRow]) -> list[StandpointRow]:
    """Standpoints that take part, in the order of the enum."""
    counts = Counter((row.member.standpoint, row.standing) for row in rows)
    here = {row.member.standpoint for row in rows}
    return [
        StandpointRow(
            kind.value,
            kind.label,
            **{standing: counts[kind.value, standing] for standing in ("agreed", "refused", "waiting")},
        )
        for kind in Standpoint
        if kind.value in here
    ]


def shown_rows(rows: Iterable[MemberRow], show: str) -> list[MemberRow]:
    """Those that `show` asks for; what is no key of `SHOWS` asks for everybody."""
    return [row for row in rows if show not in TAGS or row.standing == show]


def people_asked(project: Project) -> QuerySet[Membership]:
    """Everybody who takes part today, with who they are: those whom a new version asks."""
    rows = Membership.objects.current().filter(project=project, role__in=TAKING_PART, person__is_active=True)
    return rows.select_related("person").order_by("pk")


def joined_since(since: datetime) -> list[tuple[ConsentVersion, User]]:
    """Whoever began to take part since, in open projects, and the form that was published before they came."""
    newest = Subquery(published(OuterRef("project")).values("pk")[:1])
    rows = Membership.objects.current().filter(
        Q(created_at__gte=since) | Q(starts_on__gte=site_day(since)),
        role__in=TAKING_PART,
        person__is_active=True,
        no_contact_since=None,
        project__state__in=OPEN_PROJECT,
    )
    came: list[Any] = list(rows.annotate(version=newest).exclude(version=None).select_related("person").order_by("pk"))
    versions = ConsentVersion.objects.in_bulk({row.version for row in came})
    return [(versions[row.version], row.person) for row in came]


def last_answer(person: User, version: ConsentVersion) -> Consent | None:
    """This person's latest answer to a version that still stands."""
    rows = Consent.objects.visible_to(person).filter(~withdrawn_since(), version=version)
    return rows.order_by("-given_at", "-pk").first()


def to_answer(person: User) -> QuerySet[ConsentVersion]:
    """The latest form of each open project that this person takes part in today and has not answered."""
    mine = Membership.objects.current().filter(person=person, role__in=TAKING_PART)
    newest = Subquery(published(OuterRef("project")).values("pk")[:1])
    rows = ConsentVersion.objects.filter(
        unanswered(person), pk=newest, project__in=mine.values("project"), project__state__in=OPEN_PROJECT
    )
    return rows.select_related("project").order_by("published_at", "pk")


def answered_before(person: User, version: ConsentVersion) -> bool:
    """Did this person answer an earlier form of the project?"""
    rows = Consent.objects.filter(person=person, version__project=version.project_id)
    return rows.exclude(version=version).exists()


def without_form(person: User) -> QuerySet[Project]:
    """Open projects that this person coordinates, with somebody else in them, and without a published form."""
    leads = Membership.objects.leading().filter(person=person)
    others = Membership.objects.current().filter(project=OuterRef("pk"), role__in=TAKING_PART).exclude(person=person)
    forms = published(OuterRef("pk"))
    rows = Project.objects.filter(Exists(others), ~Exists(forms), pk__in=leads.values("project"))
    return rows.filter(state__in=OPEN_PROJECT).order_by("title", "pk")


@dataclass(frozen=True)
class Contact:
    """Somebody to talk to. Whoever does not show their full name gives no address away either."""

    name: str
    email: str
    phone: str


def contacts(project: Project) -> list[Contact]:
    """The coordinators of today."""
    rows = Membership.objects.leading().filter(project=project, person__is_active=True)
    return [_contact(member) for member in rows.select_related("person").order_by("created_at", "pk")]


def _contact(member: Membership) -> Contact:
    person = member.person
    if (member.name_rule or person.name_rule) != NameRule.FULL:
        return Contact(member.named(), "", "")
    return Contact(member.named(), person.address, "" if person.contact_by == ContactBy.EMAIL else person.phone)


@dataclass(frozen=True)
class AnsweredClause:
    """A clause with the answer a page shows."""

    clause: Clause
    agreed: bool


def answered_clauses(clauses: Iterable[Clause], answers: dict[UUID, bool]) -> list[AnsweredClause]:
    """The clauses in their order with their answers."""
    return [AnsweredClause(clause, answers[clause.pk]) for clause in clauses if clause.pk in answers]
