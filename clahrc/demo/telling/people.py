"""The people of the demo and the two projects they are in."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from clahrc.demo.story import dialogues as story
from clahrc.demo.telling.clock import on_day
from projects.actions.aims import write_aim
from projects.actions.invitations import Invitee, decline, invite
from projects.actions.members import Naming, Terms, add_member, add_without_address, choose_naming
from projects.actions.projects import FirstCoordinator, ProjectWords, change_state, create_project
from projects.enums import Approach, ProjectState, Role, Standpoint
from projects.models import Membership, Project

People = dict[str, User]
START = -300


def address(key: str) -> str:
    """Where somebody of the demo gets mail: a domain that exists for examples only."""
    return f"{key}@example.org"


def make_person(person: story.Person) -> User:
    """An account, without a password so far."""
    return User.objects.create_user(
        address(person.key),
        person.full_name,
        name_rule=person.named,
        pseudonym=person.pseudonym,
        is_administrator=person.role == Role.ADMINISTRATOR,
    )


def make_people() -> People:
    """Everybody, by key. All have one password, so it is hashed once: that takes longer than the rest of a person."""
    everybody = [story.ADMINISTRATOR, *story.PEOPLE, story.OUTSIDER]
    people = {person.key: make_person(person) for person in everybody}
    User.objects.filter(pk__in=[person.pk for person in people.values()]).update(password=make_password(story.PASSWORD))
    return people


def make_project(title: str, summary: str, aim: str, lead: story.Person, by: User) -> Project:
    """A project of two years that became active after a month of forming."""
    today = timezone.localdate()
    with on_day(START):
        words = ProjectWords(
            title=title,
            lay_summary=summary,
            approach=Approach.FRAMEWORK,
            starts_on=today + timedelta(days=START),
            ends_on=today + timedelta(days=START + 730),
        )
        first = FirstCoordinator(address(lead.key), lead.full_name, Standpoint(lead.standpoint))
        project = create_project(words=words, coordinator=first, token=uuid4(), by=by)
    with on_day(START + 20):
        if aim:
            write_aim(project, text=aim, token=uuid4(), by=Membership.objects.get(project=project).person)
    with on_day(START + 30):
        return change_state(project, to=ProjectState.ACTIVE, by=by)


def add_everybody(project: Project, lead: User) -> None:
    """The members of the first project, added by its coordinator in the first weeks."""
    for days, person in enumerate(story.PEOPLE[1:]):
        with on_day(START + 1 + days):
            terms = Terms(Role(person.role), Standpoint(person.standpoint), timezone.localdate())
            add_member(project, email=address(person.key), full_name=person.full_name, terms=terms, by=lead)


def add_on_paper(project: Project, people: People) -> None:
    """Somebody who has no e-mail address."""
    person = story.ON_PAPER
    with on_day(START + 9):
        terms = Terms(Role(person.role), Standpoint(person.standpoint), timezone.localdate())
        member = add_without_address(
            project,
            full_name=person.full_name,
            terms=terms,
            naming=Naming(person.named, ""),
            token=uuid4(),
            by=people["amara"],
        )
    people[person.key] = member.person


def invite_people(project: Project, people: People) -> None:
    """One invitation waits, one was declined, the link of one has run out."""
    for row in story.INVITED:
        with on_day(row.sent):
            terms = Terms(Role.PARTNER, Standpoint(row.standpoint), timezone.localdate())
            who = Invitee(address(row.key), row.full_name)
            invitation = invite(project, who=who, terms=terms, token=uuid4(), by=people["amara"])
        if row.declined is not None:
            with on_day(row.declined):
                decline(invitation, by=None)


def add_to_both(project: Project, people: People) -> None:
    """Somebody of the first project takes part in the second under another name."""
    person = next(person for person in story.PEOPLE if person.key == story.IN_BOTH)
    with on_day(-100):
        terms = Terms(Role(person.role), Standpoint(person.standpoint), timezone.localdate())
        member = add_member(
            project, email=address(person.key), full_name=person.full_name, terms=terms, by=people["zoe"]
        )
    with on_day(-99):
        choose_naming(member, naming=Naming("pseudonym", story.OTHER_NAME), by=people[person.key])
