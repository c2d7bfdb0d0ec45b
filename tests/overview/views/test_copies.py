from __future__ import annotations

import html
import re
import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.dates import say_day
from milestones.models import Milestone
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.factories import in_days, signed_in
from tests.overview.living import followed
from tests.projects.making import milestone


def typed(**changes: Any) -> dict[str, Any]:
    start = {"title": "Breathing Again", "starts_on": in_days(0).isoformat()}
    return start | {"form_token": str(uuid.uuid4())} | changes


def hidden(page: str) -> dict[str, str]:
    """What the page to check would send."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def url(project: Project) -> str:
    return f"/projects/{project.pk}/copy/"


def test_the_page_to_check_says_what_is_copied_and_makes_nothing(project: Project, amara: User) -> None:
    milestone(project, amara, due_on=in_days(3))
    milestone(project, amara, due_on=in_days(9))
    page = signed_in(amara).post(url(project), typed()).content.decode()
    assert "2 milestones, not yet started and without evidence." in page
    assert say_day(in_days(3 + 180)) in page
    assert say_day(in_days(9 + 180)) in page
    assert Project.objects.count() == 1


def test_what_was_checked_is_what_is_made_and_once(project: Project, amara: User) -> None:
    milestone(project, amara)
    browser = signed_in(amara)
    data = hidden(browser.post(url(project), typed()).content.decode()) | {"confirmed": "yes"}
    answers = [browser.post(url(project), data) for _time in range(2)]
    copy = Project.objects.get(copied_from=project)
    assert [answer["Location"] for answer in answers] == [f"/projects/{copy.pk}/"] * 2
    assert (copy.title, Milestone.objects.filter(project=copy).count()) == ("Breathing Again", 1)


def test_going_back_to_change_something_keeps_what_was_typed(project: Project, amara: User) -> None:
    browser = signed_in(amara)
    data = hidden(browser.post(url(project), typed(title="Kept title")).content.decode())
    answer = browser.post(url(project), data | {"again": "yes"})
    assert answer.status_code == 200
    assert 'value="Kept title"' in answer.content.decode()
    assert Project.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Enter a title."),
        ({"title": "x" * 100_000}, "at most 200"),
        ({"starts_on": "soon"}, "Enter a real date"),
        ({"starts_on": "1990-01-01"}, "before 1990 or after 2100"),
        ({"starts_on": "2100-12-31"}, "before 1990 or after 2100"),
        ({"form_token": "\x00"}, "Load this page again."),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "yes"}])
def test_bad_input_is_answered_with_a_sentence_and_makes_nothing(
    project: Project, amara: User, changes: dict[str, str], sentence: str, confirmed: dict[str, str]
) -> None:
    milestone(project, amara, due_on=in_days(-200))
    answer = signed_in(amara).post(url(project), typed() | changes | confirmed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Project.objects.count() == 1


def test_an_administrator_names_the_first_coordinator(project: Project, priya: User) -> None:
    lead = {"email": "lead@example.org", "full_name": "First Lead", "standpoint": "carer"}
    browser = signed_in(priya)
    data = hidden(browser.post(url(project), typed(**lead)).content.decode())
    browser.post(url(project), data | {"confirmed": "yes"})
    member = Membership.objects.get(project__copied_from=project)
    assert (member.person.email, member.role, member.standpoint) == ("lead@example.org", "coordinator", "carer")


def test_an_administrator_who_names_nobody_is_asked(project: Project, priya: User) -> None:
    answer = signed_in(priya).post(url(project), typed())
    assert answer.status_code == 422
    assert "Choose a standpoint." in answer.content.decode()


def test_an_archived_project_can_be_copied(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.ARCHIVED)
    assert signed_in(amara).post(url(project), typed(confirmed="yes")).status_code == 303


def test_the_copy_says_that_it_is_one_and_names_no_other_project(project: Project, amara: User) -> None:
    page = followed(signed_in(amara), url(project), typed(confirmed="yes"))
    assert "Started from a copy of another project." in page
    assert "Breathing Together" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_to_check_takes_the_same_reads_for_any_number(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        milestone(project, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(8):
        browser.post(url(project), typed())
