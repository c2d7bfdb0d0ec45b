"""Who is a member, under which name, and how to tell two of the same name apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
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
from projects.models import Membership, MembershipQuerySet, Project, where_current
from projects.policies import invitations as policies

REACHED_HOW: dict[ContactBy, str | Promise] = {
    ContactBy.EMAIL: "",
    ContactBy.PHONE: gettext_lazy("Rather by a phone call"),
    ContactBy.TEXT: gettext_lazy("Rather by a text message"),
}


@compiled
def membership_today(person: User, project_id: UUID) -> QuerySet[Membership]:
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


def taking_part(project: Project, kept_choice: Membership | None = None) -> QuerySet[Membership]:
    """Who can be chosen for something: whoever takes part today, and `kept_choice`, who was chosen already."""
    takes_part = where_current() & Q(role__in=TAKING_PART)
    return _as_they_came(project).filter(takes_part | Q(pk=kept_choice.pk) if kept_choice else takes_part)


def who_may_own(project: Project, kept_choice: Membership | None = None) -> QuerySet[Membership]:
    """Who can look after a milestone, a tension or a contribution: the same, `kept_choice` being who does now.

    An observer cannot: looking after something means to say what becomes of it, and they write nothing here.
    """
    return taking_part(project, kept_choice)


def distinct_names_by_membership(project: Project) -> dict[UUID, str]:
    """Every membership's name; equal names get "(1)", "(2)" in the order in which they came, whoever is asked for."""
    return number_equal_names([(member.pk, member.named()) for member in _everybody(project)])


def distinct_names_by_person(project: Project) -> dict[UUID, str]:
    """The same by person, for what else a person holds here, as a seat."""
    return number_equal_names([(member.person_id, member.named()) for member in _everybody(project)])


@compiled
def _everybody(project: Project) -> QuerySet[Membership]:
    return _as_they_came(project)


def number_equal_names(named: list[tuple[UUID, str]]) -> dict[UUID, str]:
    """Names by key; equal ones with a number."""
    shared = {name for name, count in Counter(name for _key, name in named).items() if count > 1}
    times_seen: Counter[str] = Counter()
    distinct: dict[UUID, str] = {}
    for key, name in named:
        times_seen[name] += 1
        distinct[key] = f"{name} ({times_seen[name]})" if name in shared else name
    return distinct


@dataclass(frozen=True)
class WhoAdded:
    """Who added a member to a project, under the name they have there, and when."""

    name: str
    day: date


def who_added(membership: Membership) -> WhoAdded | None:
    """Who added this member; None where it is not written down, or where it was they themselves."""
    if membership.added_by is None or membership.added_by_id == membership.person_id:
        return None
    return WhoAdded(name_in(membership.project, membership.added_by), site_day(membership.created_at))


@dataclass(frozen=True)
class PersonRow:
    """A member as one reader sees them. How to reach them is empty for whoever may not see it."""

    member: Membership
    name: str
    address: str
    reached_how: str | Promise
    phone: str
    can_be_claimed: bool
    is_me: bool
    starts_later: bool


def person_rows(
    members: Iterable[Membership], reader: User, *, names: Mapping[UUID, str], sees_contacts: bool
) -> list[PersonRow]:
    """Rows of the list of people; no read of their own.

    `names` are by membership; who is not in it stands under their own name. `sees_contacts`: the reader looks after
    people, so they see how to reach them, and who can be invited to claim their place.
    """
    today = site_today()
    return [
        PersonRow(
            member=member,
            name=names[member.pk] if member.pk in names else member.named(),
            address=member.person.address if sees_contacts else "",
            reached_how=REACHED_HOW[ContactBy(member.person.contact_by)] if sees_contacts else "",
            phone=member.person.phone if sees_contacts else "",
            can_be_claimed=sees_contacts and not member.has_ended and policies.can_claim(member.person),
            is_me=member.person_id == reader.pk,
            starts_later=member.starts_on > today,
        )
        for member in members
    ]


def names_by_person(project: Project, people: set[UUID]) -> dict[UUID, str]:
    """Members under their own rule with their standpoint; administrators, who have none, under their own rule."""
    members = Membership.objects.filter(project=project, person__in=people).select_related("person")
    outside = User.objects.filter(pk__in=people).exclude(memberships__project=project)
    return {user.pk: user.named() for user in outside} | {row.person_id: row.named() for row in members}


def members(project: Project, person: User) -> MembershipQuerySet:
    """Everybody who is or was a member; those whose membership has ended come last."""
    rows = Membership.objects.visible_to(person).filter(project=project).select_related("person")
    return rows.order_by(
        F("ended_at").desc(nulls_first=True), F("expires_on").desc(nulls_first=True), "created_at", "id"
    )
