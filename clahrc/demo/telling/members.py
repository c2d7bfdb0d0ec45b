"""Who takes part in which project, from the people of the story."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from clahrc.demo.story.people import IN_BOTH_PROJECTS, NAME_IN_THE_SECOND, ON_PAPER, PEOPLE, Person
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People, address_of
from clahrc.demo.telling.projects import START
from projects.actions.members import Naming, Terms, add_member, add_without_address, choose_naming
from projects.enums import Role, Standpoint
from projects.models import Membership, Project


def tell_members(project: Project, people: People) -> None:
    """The coordinator adds everybody to the first project in its first weeks."""
    for days, person in enumerate(PEOPLE[1:]):
        add_on_day(START + 1 + days, project, person, by=people["amara"])
    add_member_on_paper(project, people)


def add_on_day(day: int, project: Project, person: Person, by: User) -> Membership:
    """Somebody with an account becomes a member."""
    with on_day(day):
        return add_member(
            project, email=address_of(person.key), full_name=person.full_name, terms=terms_of(person), by=by
        )


def terms_of(person: Person) -> Terms:
    """Their role and standpoint from today on."""
    return Terms(Role(person.role), Standpoint(person.standpoint), timezone.localdate())


def add_member_on_paper(project: Project, people: People) -> None:
    """Somebody who has no e-mail address becomes a member."""
    with on_day(START + 9):
        member = add_without_address(
            project,
            full_name=ON_PAPER.full_name,
            terms=terms_of(ON_PAPER),
            naming=Naming(ON_PAPER.named, ""),
            token=uuid4(),
            by=people["amara"],
        )
    people[ON_PAPER.key] = member.person


def add_member_of_both(second: Project, people: People) -> None:
    """Somebody of the first project takes part in the second under another name."""
    person = next(person for person in PEOPLE if person.key == IN_BOTH_PROJECTS)
    member = add_on_day(-100, second, person, by=people["zoe"])
    with on_day(-99):
        choose_naming(member, naming=Naming("pseudonym", NAME_IN_THE_SECOND), by=people[person.key])
