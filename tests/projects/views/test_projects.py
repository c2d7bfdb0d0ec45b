from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.forms import MAX_WORDS
from core.marks import mark_of
from projects.enums import ProjectState
from projects.forms.projects import initial_of_details
from projects.models import Membership, Project
from tests import factories
from tests.factories import in_days, signed_in
from tests.projects.making import done, milestone

NASTY = "a\x00b \U0001f9d1\u200d\U0001f52c \u202egnp.exe \u200b"


def words(**changes: Any) -> dict[str, Any]:
    start = {
        "title": "Walking Together",
        "lay_summary": "We walk.",
        "approach": "framework",
        "starts_on": "2026-01-05",
        "ends_on": "05/01/2028",
    }
    return start | changes


def first(**changes: Any) -> dict[str, Any]:
    lead = {"email": "lead@example.org", "full_name": "First Lead", "standpoint": "carer"}
    return words() | lead | {"form_token": str(uuid.uuid4())} | changes


def test_the_list_shows_my_role_in_each_project(project: Project, dee: User) -> None:
    page = signed_in(dee).get("/projects/").content.decode()
    assert "Breathing Together" in page
    assert "Your role: Partner" in page


def test_the_list_leaves_out_projects_of_others(project: Project, other_project: Project, dee: User) -> None:
    assert "Walking Home" not in signed_in(dee).get("/projects/").content.decode()


def test_somebody_without_a_project_is_told_how_to_get_one(zoe: User) -> None:
    assert "You are in no project" in signed_in(zoe).get("/projects/").content.decode()


def test_an_administrator_without_projects_is_offered_the_first(priya: User) -> None:
    assert "Make the first one" in signed_in(priya).get("/projects/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_reads_for_any_number_of_projects(
    zoe: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        factories.member(factories.project(title=f"Project {number}"), zoe, "partner", "patient")
    browser = signed_in(zoe)
    with django_assert_num_queries(5):
        browser.get("/projects/")


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("all", ["Active one", "Closed one", "Archived one"]),
        ("open", ["Active one"]),
        ("closed", ["Closed one"]),
        ("archived", ["Archived one"]),
        ("nonsense\x00", ["Active one", "Closed one", "Archived one"]),
    ],
)
def test_the_list_shows_the_state_that_is_asked_for_and_open_projects_first(
    priya: User, show: str, titles: list[str]
) -> None:
    for state in ("archived", "closed", "active"):
        factories.project(title=f"{state.title()} one", state=state)
    page = signed_in(priya).get("/projects/", {"show": show})
    assert [row.project.title for row in page.context["rows"]] == titles


def test_a_filter_that_finds_nothing_says_so_and_leads_back(project: Project, dee: User) -> None:
    page = signed_in(dee).get("/projects/", {"show": "archived"}).content.decode()
    assert "No project of yours is in this state." in page
    assert "You are in no project" not in page


def test_two_hundred_projects_come_in_pages_of_fifty_that_keep_the_filter(
    priya: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(200):
        factories.project(title=f"Project {number:03}", submitted_by=priya)
    browser = signed_in(priya)
    with django_assert_num_queries(5):
        page = browser.get("/projects/", {"show": "open", "page": "4"})
    assert [row.project.title for row in page.context["rows"]][-1] == "Project 199"
    assert "show=open&amp;page=3" in page.content.decode() or "page=3&amp;show=open" in page.content.decode()


def test_an_administrator_makes_a_project_with_its_coordinator(priya: User) -> None:
    answer = signed_in(priya).post("/projects/add/", first())
    project = Project.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/projects/{project.pk}/")
    assert Membership.objects.get().person.email == "lead@example.org"


def test_a_form_sent_twice_makes_one_project(priya: User) -> None:
    data = first()
    for _ in range(2):
        assert signed_in(priya).post("/projects/add/", data).status_code == 303
    assert Project.objects.count() == 1


def test_a_coordinator_makes_no_project(amara: User) -> None:
    assert signed_in(amara).post("/projects/add/", first()).status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Enter a title."),
        ({"ends_on": "2025-12-31"}, "ends before it starts"),
        ({"starts_on": "31 February"}, "Enter a real date"),
        ({"starts_on": "0001-01-01"}, "between 1990 and 2100"),
        ({"approach": "guess"}, "Choose one of the list."),
        ({"email": "not an address"}, "name@example.org"),
        ({"email": "a\x00@example.org"}, "name@example.org"),
        ({"full_name": "\u200b"}, "Enter the full name."),
        ({"form_token": "x"}, "Load this page again."),
        ({"title": "x" * 1_000_000}, "at most 200"),
        ({"lay_summary": "Kept words" + "x" * MAX_WORDS}, "at most"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(
    priya: User, changes: dict[str, str], sentence: str
) -> None:
    answer = signed_in(priya).post("/projects/add/", first(lay_summary="Kept words") | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept words" in page


def test_odd_characters_are_stored_without_the_dangerous_ones(project: Project, amara: User) -> None:
    seen = mark_of(initial_of_details(project))
    signed_in(amara).post(f"/projects/{project.pk}/edit/", words(title=NASTY, seen=seen))
    project.refresh_from_db()
    assert project.title == "a b \U0001f9d1\u200d\U0001f52c gnp.exe"


def test_an_empty_form_is_answered_with_its_errors(project: Project, amara: User) -> None:
    assert signed_in(amara).post(f"/projects/{project.pk}/edit/", {}).status_code == 422


@pytest.mark.parametrize("path", ["edit", "approvals", "phases/add", "people/add", "milestones/add"])
def test_a_closed_project_says_so_instead_of_showing_a_form(project: Project, amara: User, path: str) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    answer = signed_in(amara).get(f"/projects/{project.pk}/{path}/")
    assert answer.status_code == 409
    assert "This project is closed." in answer.content.decode()


def test_the_overview_says_which_standpoints_are_missing(project: Project, amara: User, dee: User) -> None:
    page = signed_in(amara).get(f"/projects/{project.pk}/").content.decode()
    assert "clinician, carer, member of the public, manager" in page


def test_the_overview_counts_late_and_completed_milestones(project: Project, amara: User) -> None:
    milestone(project, amara, due_on=in_days(-1), title="Late one")
    done(project, amara)
    page = signed_in(amara).get(f"/projects/{project.pk}/").content.decode()
    assert "1 of 2" in page
    assert "Late one" in page


CAST = ["amara", "ben", "chen", "dee", "oli", "priya"]


@pytest.mark.parametrize("who", CAST)
def test_everybody_in_the_project_reads_its_overview(
    project: Project, who: str, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    assert signed_in(person).get(f"/projects/{project.pk}/").status_code == 200


def test_an_observer_is_not_led_to_a_list_of_people_they_may_not_open(project: Project, oli: User) -> None:
    assert f'/projects/{project.pk}/people/"' not in signed_in(oli).get(f"/projects/{project.pk}/").content.decode()


@pytest.mark.parametrize("path", ["", "edit/", "state/", "history/", "people/", "people/add/", "milestones/"])
def test_a_stranger_finds_nothing(project: Project, zoe: User, path: str) -> None:
    assert signed_in(zoe).get(f"/projects/{project.pk}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "edit/", "state/", "people/", "milestones/"])
def test_a_project_that_does_not_exist_is_the_same_404(amara: User, path: str) -> None:
    assert signed_in(amara).get(f"/projects/{uuid.uuid4()}/{path}").status_code == 404
