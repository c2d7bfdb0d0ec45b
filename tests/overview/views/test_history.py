from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.actions import record
from audit.registry import TYPES, EventType
from projects.actions.members import end_member
from projects.actions.projects import edit_project
from projects.models import Project
from tests.factories import signed_in
from tests.projects.actions.test_projects import details
from tests.projects.making import membership, milestone

SECRET = EventType("test.secret", "{actor} wrote a reflection.", confidential=True)
OWN = EventType("test.own", "{actor} tidied up.")


@pytest.fixture
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (SECRET, OWN):
        monkeypatch.setitem(TYPES, kind.name, kind)


def read(project: Project, person: User, **query: Any) -> str:
    return signed_in(person).get(f"/projects/{project.pk}/history/", query).content.decode()


def test_the_history_names_who_did_what_and_leads_to_it(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    page = read(project, amara)
    assert "Amara Okafor added a milestone." in page
    assert made.get_absolute_url() in page


def test_the_history_obeys_how_somebody_wants_to_be_named(project: Project, amara: User) -> None:
    milestone(project, amara)
    User.objects.filter(pk=amara.pk).update(name_rule="standpoint")
    page = read(project, amara)
    assert "Academic, name not shown added a milestone." in page
    assert "Amara Okafor" not in page


@pytest.mark.usefixtures("_declared")
def test_a_confidential_event_does_not_say_who(project: Project, amara: User, dee: User) -> None:
    record(SECRET, by=dee, project=project)
    page = read(project, amara)
    assert "Somebody with a seat wrote a reflection." in page
    assert "Dee Marsh" not in page


@pytest.mark.usefixtures("_declared")
def test_what_nobody_did_was_done_by_the_application(project: Project, amara: User) -> None:
    record(OWN, by=None, project=project)
    assert "The application tidied up." in read(project, amara)


def test_an_administrator_is_named_too(project: Project, amara: User, priya: User) -> None:
    edit_project(project, details=details(), by=priya)
    assert "Priya Nair changed the project" in read(project, amara)


def test_somebody_who_left_is_still_named(project: Project, amara: User, dee: User) -> None:
    milestone(project, dee)
    end_member(membership(project, dee), by=amara)
    assert "Dee Marsh added a milestone." in read(project, amara)


def test_the_other_project_has_its_own_history(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    milestone(other_project, zoe)
    assert "added a milestone" not in read(project, amara)


def test_a_page_that_makes_no_sense_is_the_nearest_one(project: Project, amara: User) -> None:
    milestone(project, amara)
    assert "added a milestone" in read(project, amara, page="-7x")


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_takes_the_same_reads_for_any_number_of_events(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        milestone(project, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(8):
        browser.get(f"/projects/{project.pk}/history/")


@pytest.mark.parametrize(("who", "status"), [("amara", 200), ("priya", 200), ("ben", 403), ("dee", 403), ("oli", 403)])
def test_only_coordinators_and_administrators_read_the_history(
    project: Project, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    assert signed_in(person).get(f"/projects/{project.pk}/history/").status_code == status
