"""Whoever reads chooses the clock of their pages. No right, state or deadline follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from accounts.queries import profile_mark
from contributions.models import Contribution
from contributions.queries.contributions import contributions_for_reader
from core.dates import site_today
from core.errors import Refused
from dialogues.actions.withdrawing import lock_membership
from dialogues.models import Seat
from dialogues.queries.dialogues import members_taking_part
from dialogues.queries.seats import to_write
from dialogues.queries.silences import next_meetings, silences
from milestones.models import Milestone
from notifications.registry import MAIL, NEEDS
from overview.figures import MEASURES
from participants.enums import Scope
from participants.queries.consent import people_asked
from projects.access import enter
from projects.actions.claims import membership_in
from projects.actions.members import end_member
from projects.models import Invitation, Membership, Project, where_not_ended
from projects.policies import invitations as invitation_policies
from projects.policies import leading as leading_policies
from projects.policies import members as members_policies
from projects.queries.invitation_lists import list_rows
from projects.queries.people import person_rows
from tests import factories
from tests.dialogues import planning
from tests.participants.leaving import leave
from tests.permissions.world import World, cast_and_projects
from tests.projects.making import membership, milestone
from understanding.policies.expectations import check_again_on

ZONES = ("Etc/GMT+12", "Europe/London", "Pacific/Kiritimati")
TIMES = (time(0, 0), time(11, 0), time(23, 30))
Answers = dict[str, object]


def at(clock: time) -> datetime:
    """That time of today, in UTC."""
    return datetime.combine(timezone.now().date(), clock, UTC)


@pytest.fixture(scope="module", params=TIMES, ids=str)
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two projects full of things, at one time of day, with ends and beginnings of yesterday, today and tomorrow."""
    with time_machine.travel(at(request.param)), django_db_blocker.unblock(), transaction.atomic():
        made = cast_and_projects()
        on_the_edge(made)
        yield made
        transaction.set_rollback(True)


def on_the_edge(world: World) -> None:
    """Everybody but the coordinator begins or ends within a day; and so does what they have to do."""
    today, day = site_today(), timedelta(days=1)
    here = Membership.objects.filter(project=world.here["project_id"])
    mine = {role: here.filter(person=person) for role, person in world.people.items() if person is not None}
    mine["partner"].update(expires_on=today)
    mine["researcher"].update(expires_on=today + day)
    mine["observer"].update(starts_on=today + day)
    end_member(here.get(pk=world.here["membership_id"]), by=lead(world))
    for number, row in enumerate(Milestone.objects.order_by("pk")):
        Milestone.objects.filter(pk=row.pk).update(due_on=today + (number % 3 - 1) * day)
    for number, one in enumerate(Contribution.objects.order_by("pk")):
        Contribution.objects.filter(pk=one.pk).update(answer_by=today + (number % 3 - 1) * day)
    Invitation.objects.update(membership_expires_on=today)


def lead(world: World) -> User:
    """The only coordinator of our project."""
    person = world.people["coordinator"]
    assert person is not None
    return person


def project_of(world: World) -> Project:
    """Our project."""
    return Project.objects.get(pk=world.here["project_id"])


def does(act: Callable[[], object]) -> str:
    """The sentence with which it is refused; empty where it is not."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refused:
        return str(refused)
    return ""


def role_of(person: User, world: World) -> str:
    """As whom the door lets somebody in; empty for nobody."""
    try:
        return str(enter(person, world.here["project_id"]).role)
    except Http404:
        return ""


def keys(rows: Any) -> list[str]:
    """What is in a read, in one order."""
    return sorted(str(key) for key in rows.values_list("pk", flat=True))


def of_person(person: User, world: World) -> Answers:
    """What depends on who asks: the door, every model's rows, what needs them, and whether they may go and sign."""
    found: Answers = {"door": role_of(person, world)}
    for model in apps.get_models():
        rows = getattr(model._default_manager, "visible_to", None)
        if rows is not None:
            found[f"rows of {model._meta.label}"] = keys(rows(person))
    for source in NEEDS:
        needs = source.first_needs(person, timezone.now())
        found[f"needs by {source.name}"] = [(need.title, need.url, need.late) for need in needs]
    found["may be invited"] = does(lambda: invitation_policies.check_invitable(project_of(world), person.address))
    found["their place"] = [bool(membership_in(row, person)) for row in Invitation.objects.order_by("pk")]
    found["may write"] = [does(partial(lock_membership, row)) for row in Seat.objects.filter(person=person)]
    return found


def of_membership(row: Membership) -> Answers:
    """Whether a membership goes on, leads, may end, and may be changed."""
    return {
        "ended": row.has_ended,
        "keeps": leading_policies.is_keeper(row),
        "may leave": does(lambda: leading_policies.check_leaves(row)),
        "may be changed": does(lambda: members_policies.check_goes_on(row)),
        "may be claimed": does(lambda: invitation_policies.check_claimable(row)),
    }


def of_project(world: World) -> Answers:
    """What is so for everybody: who counts, what is late, who may be asked."""
    project, now = project_of(world), timezone.now()
    rows = Membership.objects.filter(project=project).select_related("person", "project").order_by("pk")
    found: Answers = {f"membership {row.pk}": of_membership(row) for row in rows}
    found |= {f"measure {measure.name}": dict(measure.count([project.pk], now)) for measure in MEASURES}
    return found | {
        "current": keys(Membership.objects.current()),
        "not ended": keys(Membership.objects.filter(where_not_ended())),
        "can_be_claimed": [row.can_be_claimed for row in person_rows(rows, lead(world), names={}, sees_contacts=True)],
        "answers": [invitation_policies.why_no_answer(row, now) for row in Invitation.objects.order_by("pk")],
        "lists": [row.standing for found in project.invitation_lists.all() for row in list_rows(found)],
        "seats": keys(members_taking_part(project)),
        "to write": keys(to_write(now)),
        "asked": keys(people_asked(project)),
        "silent": [(row.value, row.people, row.standing) for row in silences(project, now)],
        "ahead": sorted(next_meetings([project.pk], now).items(), key=str),
        "clocks": [
            row.days_left
            for row in contributions_for_reader(lead(world), project.contributions.order_by("pk"), manages=True)
        ],
        "again tomorrow": does(lambda: check_again_on(site_today() + timedelta(days=1))),
        "again today": does(lambda: check_again_on(site_today())),
    }


def answers(world: World) -> dict[str, Answers]:
    """Everything that decides, as it is answered now."""
    people = {role: of_person(person, world) for role, person in world.people.items() if person is not None}
    return people | {"everybody": of_project(world)}


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != "Europe/London"])
def test_every_rule_gives_the_same_answer_on_every_clock(world: World, zone: str) -> None:
    here = answers(world)
    with timezone.override(zone):
        there = answers(world)
    differ = {f"{who}: {name}" for who, rules in here.items() for name in rules if rules[name] != there[who][name]}
    assert differ == set()


@pytest.mark.parametrize("zone", ZONES)
def test_a_first_and_a_last_day_are_days_on_the_sites_clock(world: World, zone: str) -> None:
    roles = ("coordinator", "researcher", "partner", "observer")
    with timezone.override(zone):
        found = [role_of(person, world) for role in roles if (person := world.people[role]) is not None]
    assert found == ["coordinator", "researcher", "", ""]


@pytest.mark.parametrize("zone", ZONES)
def test_a_mail_is_needed_or_not_wherever_its_reader_lives(world: World, zone: str) -> None:
    mails = [mail for person in world.people.values() if person for mail in person.mails.filter(state="due")]
    here = [MAIL[mail.kind].write(mail) is None for mail in mails]
    with timezone.override(zone):
        assert [MAIL[mail.kind].write(mail) is None for mail in mails] == here


@pytest.fixture
def midnight(project: Project) -> Iterator[None]:
    """The beginning of a day in UTC: on the clock of Etc/GMT+12 it is noon of the day before."""
    with time_machine.travel(at(time(0, 0))):
        yield


def choose_zone(person: User, zone: str) -> Client:
    """Signed in, with another time zone chosen in the profile."""
    browser = factories.signed_in(person)
    person.refresh_from_db()
    typed = {"full_name": person.full_name, "name_rule": "full", "pseudonym": "", "contact_by": "email"}
    typed |= {"time_zone": zone, "seen": profile_mark(person)}
    assert browser.post(reverse("accounts:profile"), typed).status_code == 303
    return browser


def end(project: Project, person: User, by: User) -> None:
    """As the page does."""
    row = membership(project, person)
    answer = factories.signed_in(by).post(reverse("projects:member_end", args=[project.pk, row.pk]))
    assert answer.status_code == 303


@pytest.mark.usefixtures("midnight")
@pytest.mark.parametrize("zone", ZONES)
def test_whoever_was_taken_out_gets_back_in_on_no_clock(project: Project, amara: User, dee: User, zone: str) -> None:
    talk = planning.opened(project, amara, dee)
    end(project, dee, amara)
    browser, words = choose_zone(dee, zone), {"text": "Still here", "version": "0"}
    autosave = reverse("dialogues:reflection_autosave", args=[project.pk, talk.pk, 1])
    pages = (project.get_absolute_url(), reverse("dialogues:dialogue_words", args=[project.pk, talk.pk]))
    found = [browser.get(page).status_code for page in pages]
    assert [*found, browser.post(autosave, words).status_code] == [404, 404, 404]


@pytest.mark.usefixtures("midnight")
@pytest.mark.parametrize("zone", ZONES)
def test_a_coordinator_who_was_taken_out_cannot_put_themselves_back(project: Project, amara: User, zone: str) -> None:
    second = factories.in_project(project, "Second Lead", "coordinator", "patient")
    own = membership(project, second)
    end(project, second, amara)
    typed = {"role": "coordinator", "standpoint": "patient", "starts_on": own.starts_on.isoformat(), "expires_on": ""}
    answer = choose_zone(second, zone).post(reverse("projects:member_edit", args=[project.pk, own.pk]), typed)
    own.refresh_from_db()
    assert (answer.status_code, own.has_ended) == (404, True)


@pytest.mark.usefixtures("midnight")
@pytest.mark.parametrize("zone", ZONES)
def test_whoever_withdrew_gets_back_in_on_no_clock(project: Project, dee: User, zone: str) -> None:
    leave(project, dee, Scope.TAKING_PART)
    assert choose_zone(dee, zone).get(project.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("zone", ZONES)
def test_nobody_is_in_before_their_first_day_on_the_sites_clock(project: Project, dee: User, zone: str) -> None:
    Membership.objects.filter(person=dee).update(starts_on=site_today())
    yesterday = timezone.now().replace(hour=22, minute=30) - timedelta(days=1)
    with time_machine.travel(yesterday):
        early = choose_zone(dee, zone).get(project.get_absolute_url()).status_code
    assert (early, choose_zone(dee, zone).get(project.get_absolute_url()).status_code) == (404, 200)


@pytest.mark.parametrize("clock", TIMES, ids=str)
@pytest.mark.parametrize("zone", ZONES)
def test_a_page_calls_late_what_is_late_on_the_sites_clock(
    project: Project, amara: User, zone: str, clock: time
) -> None:
    with time_machine.travel(at(clock)):
        for days in (-1, 0, 1):
            day = site_today() + timedelta(days=days)
            milestone(project, amara, title=f"Due in {days} days", due_on=day)
        page = choose_zone(amara, zone).get(reverse("milestones:milestone_list", args=[project.pk]) + "?show=late")
    shown = [days for days in (-1, 0, 1) if f"Due in {days} days" in page.content.decode()]
    assert shown == [-1]
