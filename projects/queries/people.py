"""Who takes part, under which name, and how to tell two of the same name apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.enums import ContactBy
from accounts.models import User
from core.compiled import compiled
from core.dates import site_day, site_today
from projects.enums import TAKING_PART
from projects.models import Membership, MembershipQuerySet, Project, current
from projects.policies import invitations as policies

REACHED_BY: dict[ContactBy, str | Promise] = {
    ContactBy.EMAIL: "",
    ContactBy.PHONE: gettext_lazy("Rather by a phone call"),
    ContactBy.TEXT: gettext_lazy("Rather by a text message"),
}


@compiled
def place_of(person: User, project_id: UUID) -> QuerySet[Membership]:
    """This person's membership of today in a project, with the project: what every door asks."""
    rows = Membership.objects.current().filter(project=project_id, person=person)
    return rows.select_related("project").order_by("pk")[:1]


@compiled
def project_seen_by(person: User, project_id: UUID) -> QuerySet[Project]:
    """This project, where this person sees it."""
    return Project.objects.visible_to(person).filter(pk=project_id)


def name_in(project: Project, person: User) -> str:
    """Under what name somebody is shown in a project; whoever is no member, under their own rule."""
    membership = Membership.objects.select_related("person").filter(project=project, person=person).first()
    return membership.named() if membership else person.named()


def _as_they_came(project: Project) -> QuerySet[Membership]:
    return Membership.objects.filter(project=project).select_related("person").order_by("created_at", "id")


def present(project: Project, keep: Membership | None = None) -> QuerySet[Membership]:
    """Who can be chosen for something: everybody in the project today, and `keep`, who was chosen already."""
    return _as_they_came(project).filter(current() | Q(pk=keep.pk) if keep else current())


def taking_part(project: Project, keep: Membership | None = None) -> QuerySet[Membership]:
    """The same among those who take part, and `keep`."""
    takes_part = Q(role__in=TAKING_PART)
    return present(project, keep).filter(takes_part | Q(pk=keep.pk) if keep else takes_part)


def who_may_own(project: Project, keep: Membership | None = None) -> QuerySet[Membership]:
    """Who can look after a milestone, a tension or a contribution: whoever takes part today, and `keep`, who does.

    An observer does not: looking after something means to say what becomes of it, and they write nothing here.
    """
    return taking_part(project, keep)


def labels(project: Project) -> dict[UUID, str]:
    """Every membership's name; equal names get "(1)", "(2)" in the order in which they came, whoever is asked for."""
    return apart([(member.pk, member.named()) for member in _as_they_came(project)])


def labels_of_people(project: Project) -> dict[UUID, str]:
    """The same by person, for what else a person holds here, as a seat."""
    return apart([(member.person_id, member.named()) for member in _as_they_came(project)])


def apart(named: list[tuple[UUID, str]]) -> dict[UUID, str]:
    """Names by key; equal ones with a number."""
    twice = {name for name, count in Counter(name for _key, name in named).items() if count > 1}
    seen: Counter[str] = Counter()
    labelled: dict[UUID, str] = {}
    for key, name in named:
        seen[name] += 1
        labelled[key] = f"{name} ({seen[name]})" if name in twice else name
    return labelled


@dataclass(frozen=True)
class Added:
    """Who added somebody to a project, under the name they have there, and when."""

    name: str
    day: date


def who_added(membership: Membership) -> Added | None:
    """Who added this member; None where it is not written down, or where it was they themselves."""
    if membership.added_by is None or membership.added_by_id == membership.person_id:
        return None
    return Added(name_in(membership.project, membership.added_by), site_day(membership.created_at))


@dataclass(frozen=True)
class PersonRow:
    """A member as one reader sees them. What is only for those who look after people is empty for others."""

    member: Membership
    name: str
    address: str
    reached_by: str | Promise
    phone: str
    claimable: bool
    is_me: bool
    starts_later: bool


def person_rows(members: Iterable[Membership], reader: User, names: dict[UUID, str] | None) -> list[PersonRow]:
    """Rows of the list of people; no read of their own. `names` are given to whoever looks after people."""
    today = site_today()
    return [
        PersonRow(
            member=member,
            name=names[member.pk] if names is not None else member.named(),
            address=member.person.address if names is not None else "",
            reached_by=REACHED_BY[ContactBy(member.person.contact_by)] if names is not None else "",
            phone=member.person.phone if names is not None else "",
            claimable=names is not None and not member.has_ended and policies.can_claim(member.person),
            is_me=member.person_id == reader.pk,
            starts_later=member.starts_on > today,
        )
        for member in members
    ]


def names_of(project: Project, people: set[UUID]) -> dict[UUID, str]:
    """Members under their own rule with their standpoint; administrators, who have none, under their own rule."""
    members = Membership.objects.filter(project=project, person__in=people).select_related("person")
    outside = User.objects.filter(pk__in=people).exclude(memberships__project=project)
    return {user.pk: user.named() for user in outside} | {row.person_id: row.named() for row in members}


def members(project: Project, person: User) -> MembershipQuerySet:
    """Everybody who takes or took part; those whose membership has ended come last."""
    rows = Membership.objects.visible_to(person).filter(project=project).select_related("person")
    return rows.order_by(
        F("ended_at").desc(nulls_first=True), F("expires_on").desc(nulls_first=True), "created_at", "id"
    )
