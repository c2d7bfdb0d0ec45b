"""The steps of a project's life: each says before, in numbers, what it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.dates import say_day
from dialogues.models import Dialogue
from projects.enums import ProjectState
from projects.models import Invitation, Project
from projects.queries.invitations import count_waiting_by_project
from tests import factories
from tests.dialogues.planning import opened
from tests.factories import in_days, signed_in
from tests.overview.living import followed
from tests.projects.inviting import invited
from tests.projects.making import milestone


def state(project: Project) -> str:
    project.refresh_from_db()
    return project.state


def step(project: Project, name: str) -> str:
    return f"/projects/{project.pk}/state/{name}/"


def test_the_page_before_closing_says_in_numbers_what_stops(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara)
    invited(project, amara)
    soon = timezone.now() + timedelta(days=2)
    dialogue = opened(project, amara, dee, meets_at=soon + timedelta(days=1), writing_ends_at=soon)
    Dialogue.objects.filter(pk=dialogue.pk).update(reveal_at=soon)
    page = signed_in(amara).get(step(project, "close")).content.decode()
    for sentence in (
        "2 people can still read everything.",
        "1 mail waits to be sent. It will not go out.",
        "1 milestone is not completed.",
        "1 invitation waits for an answer.",
        "1 dialogue is open for writing.",
        "1 dialogue is to open its reflections by itself.",
        "1 dialogue has a date to meet. Nobody is told that it is off.",
    ):
        assert sentence in page


def test_what_is_not_there_is_not_counted(project: Project, amara: User) -> None:
    page = signed_in(amara).get(step(project, "close")).content.decode()
    assert "1 person can still read everything." in page
    assert [word for word in ("milestone", "dialogue", "invitation", "mail waits") if f"0 {word}" in page] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_before_closing_takes_the_same_reads_for_any_number(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        milestone(project, amara)
        opened(project, amara, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(8):
        browser.get(step(project, "close"))


def test_one_press_closes(project: Project, amara: User) -> None:
    page = followed(signed_in(amara), step(project, "close"), {})
    assert state(project) == "closed"
    assert "The project is closed. From now on it sends no mail." in page


def test_asking_for_the_page_changes_nothing(project: Project, amara: User) -> None:
    signed_in(amara).get(step(project, "close"))
    assert state(project) == "active"


def test_pressing_twice_closes_once_and_says_no_error(project: Project, amara: User) -> None:
    browser = signed_in(amara)
    assert [browser.post(step(project, "close")).status_code for _time in range(2)] == [303, 303]


def closed(project: Project) -> Project:
    Project.objects.filter(pk=project.pk).update(state=ProjectState.CLOSED, closed_at=timezone.now())
    return project


def test_everybody_reads_on_every_page_since_when_it_is_closed(project: Project, amara: User, dee: User) -> None:
    page = signed_in(dee).get(f"/projects/{closed(project).pk}/milestones/").content.decode()
    assert "This project has been closed since" in page
    assert say_day(timezone.localdate()) in page
    assert "Open it again" not in page


@pytest.mark.parametrize("who", ["amara", "priya"])
def test_who_may_open_it_again_is_led_there_from_the_banner(
    project: Project, who: str, request: pytest.FixtureRequest
) -> None:
    page = signed_in(request.getfixturevalue(who)).get(f"/projects/{closed(project).pk}/milestones/")
    assert f'href="{step(project, "reopen")}"' in page.content.decode()


def test_a_project_closed_before_that_was_written_down_has_its_banner_too(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    assert "This project is closed." in signed_in(amara).get(f"/projects/{project.pk}/").content.decode()


def test_the_page_before_opening_again_says_in_numbers_what_starts(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara, due_on=in_days(-3))
    opened(project, amara, dee)
    waiting = opened(project, amara, dee)
    Dialogue.objects.filter(pk=waiting.pk).update(reveal_at=timezone.now(), writing_ends_at=timezone.now())
    page = signed_in(amara).get(step(closed(project), "reopen")).content.decode()
    for sentence in (
        "2 people can add and change things again.",
        "1 milestone is late.",
        "1 dialogue is open for writing again.",
        "1 dialogue opens its reflections within minutes",
    ):
        assert sentence in page


def test_one_press_opens_again(project: Project, amara: User) -> None:
    signed_in(amara).post(step(closed(project), "reopen"))
    assert (state(project), project.closed_at) == ("active", None)


def test_one_press_makes_a_forming_project_active(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.FORMING)
    signed_in(amara).post(step(project, "activate"))
    assert state(project) == "active"


def test_archiving_says_that_it_is_for_good_and_is(project: Project, amara: User) -> None:
    browser = signed_in(amara)
    assert "This cannot be undone." in browser.get(step(closed(project), "archive")).content.decode()
    browser.post(step(project, "archive"))
    assert browser.post(step(project, "reopen")).status_code == 409
    assert state(project) == "archived"


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("forming", {"activate", "close"}),
        ("active", {"close"}),
        ("closed", {"reopen", "archive"}),
        ("archived", set()),
    ],
)
def test_the_page_of_the_state_offers_only_the_steps_that_are_open(
    project: Project, amara: User, before: str, names: set[str]
) -> None:
    Project.objects.update(state=before)
    page = signed_in(amara).get(f"/projects/{project.pk}/state/").content.decode()
    assert {name for name in ("activate", "close", "reopen", "archive") if step(project, name) in page} >= names
    assert {name for name in ("activate", "close", "archive") if step(project, name) in page} == names - {"reopen"}


@pytest.mark.parametrize(
    ("before", "name"),
    [("forming", "reopen"), ("forming", "archive"), ("active", "archive"), ("archived", "close")],
)
def test_a_step_that_is_not_open_changes_nothing_and_says_why(
    project: Project, amara: User, before: str, name: str
) -> None:
    Project.objects.update(state=before)
    assert signed_in(amara).post(step(project, name)).status_code == 409
    assert state(project) == before


@pytest.mark.parametrize("name", ["activate", "close", "reopen", "archive"])
def test_a_partner_takes_no_step(project: Project, dee: User, name: str) -> None:
    assert signed_in(dee).post(step(project, name)).status_code == 403


def test_a_project_without_anybody_can_be_closed_by_an_administrator(priya: User) -> None:
    empty = factories.project()
    page = signed_in(priya).get(step(empty, "close")).content.decode()
    assert "0 people can still read everything." in page


def test_an_invitation_waits_while_its_link_works_in_every_number_alike(project: Project, amara: User) -> None:
    works, has_run_out = invited(project, amara), invited(project, amara, "late@example.org")
    Invitation.objects.filter(pk=has_run_out.pk).update(link_ends_at=timezone.now())
    browser = signed_in(amara)
    assert "1 invitation waits for an answer." in browser.get(f"/projects/{project.pk}/state/close/").text
    assert "Invitations (1 waiting)" in browser.get(f"/projects/{project.pk}/people/").text
    listed = browser.get(f"/projects/{project.pk}/people/invitations/?show=waiting").text
    assert (works.email in listed, has_run_out.email in listed) == (True, False)
    assert count_waiting_by_project([project.pk], timezone.now()) == {project.pk: 1}
