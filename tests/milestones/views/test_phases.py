from __future__ import annotations

import csv
import io
import re
import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.queries import of_project
from milestones.models import Phase
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import in_days, signed_in
from tests.overview.living import phase


def typed(**changes: Any) -> dict[str, Any]:
    start = {"title": "Listening", "starts_on": "2027-01-05", "ends_on": "05/03/2027", "call": "Tell us."}
    return start | {"form_token": str(uuid.uuid4())} | changes


def url(project: Project, more: str = "") -> str:
    return f"/projects/{project.pk}/phases/{more}"


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_a_coordinator_adds_a_phase(project: Project, amara: User) -> None:
    answer = signed_in(amara).post(url(project, "add/"), typed())
    assert (answer.status_code, answer["Location"]) == (303, url(project))
    assert (Phase.objects.get().title, Phase.objects.get().call) == ("Listening", "Tell us.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Enter a name for the phase."),
        ({"title": "x" * 1_000_000}, "at most 120"),
        ({"starts_on": ""}, "Enter a date."),
        ({"starts_on": "31 February"}, "Enter a real date"),
        ({"ends_on": "9999-12-31"}, "between 1990 and 2100"),
        ({"ends_on": "2027-01-04"}, "ends before it starts"),
        ({"call": "Kept call" + "x" * 2000}, "at most 2000"),
        ({"form_token": "\x00"}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(
    project: Project, amara: User, changes: dict[str, str], sentence: str
) -> None:
    answer = signed_in(amara).post(url(project, "add/"), typed(call="Kept call") | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept call" in page
    assert not Phase.objects.exists()


def test_odd_characters_are_stored_without_the_dangerous_ones(project: Project, amara: User) -> None:
    signed_in(amara).post(url(project, "add/"), typed(title="a\x00b \u202egnp", call="<script>x</script>\x00"))
    assert Phase.objects.get().title == "a b gnp"
    assert "<script>x" not in signed_in(amara).get(url(project)).content.decode()


def test_two_who_change_a_phase_see_both_and_overwrite_nothing(project: Project, amara: User, priya: User) -> None:
    row = phase(project, amara)
    path = url(project, f"{row.pk}/edit/")
    one, other = signed_in(amara), signed_in(priya)
    mark = seen(one.get(path).content.decode())
    other.post(path, typed(title="Hearing", seen=mark))
    late = one.post(path, typed(title="Asking", seen=mark))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this" in page
    assert "Hearing" in page
    assert 'value="Asking"' in page
    assert one.post(path, typed(title="Asking", seen=seen(page))).status_code == 303
    assert Phase.objects.get().title == "Asking"


def test_without_its_mark_a_change_is_asked_for_again(project: Project, amara: User) -> None:
    row = phase(project, amara)
    answer = signed_in(amara).post(url(project, f"{row.pk}/edit/"), typed())
    assert answer.status_code == 409
    assert seen(answer.content.decode())


def test_a_phase_is_removed_on_a_page_of_its_own(project: Project, amara: User) -> None:
    row = phase(project, amara)
    path = url(project, f"{row.pk}/remove/")
    assert "Remove the phase" in signed_in(amara).get(path).content.decode()
    assert Phase.objects.exists()
    signed_in(amara).post(path)
    assert not Phase.objects.exists()


def test_a_phase_that_is_gone_is_not_found(project: Project, amara: User) -> None:
    assert signed_in(amara).get(url(project, f"{uuid.uuid4()}/edit/")).status_code == 404


def test_a_partner_sees_the_phases_and_no_way_to_change_them(project: Project, amara: User, dee: User) -> None:
    row = phase(project, amara)
    page = signed_in(dee).get(url(project)).content.decode()
    assert "Listening" in page
    assert str(row.pk) not in page
    assert "Add a phase" not in page


def test_a_closed_project_hides_the_ways_to_change_phases(project: Project, amara: User) -> None:
    row = phase(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    page = signed_in(amara).get(url(project)).content.decode()
    assert str(row.pk) not in page
    assert "The project closed here" in page


def test_without_phases_the_page_says_what_one_is(project: Project, amara: User, dee: User) -> None:
    assert "Add a phase" in signed_in(amara).get(url(project)).content.decode()
    page = signed_in(dee).get(url(project)).content.decode()
    assert "No phases yet" in page
    assert "Add a phase" not in page


def test_the_overview_shows_the_steps_and_what_people_can_do_now(project: Project, amara: User, dee: User) -> None:
    phase(project, amara, title="Setting up", starts_on=in_days(-50), ends_on=in_days(-20))
    phase(project, amara, call="Tell us what matters.")
    phase(project, amara, title="Changing", starts_on=in_days(20), ends_on=in_days(50), call="Not yet")
    page = signed_in(dee).get(f"/projects/{project.pk}/").content.decode()
    assert page.count('aria-current="step"') == 1
    assert page.index("Over") < page.index("You are here") < page.index("To come")
    assert "Tell us what matters." in page
    assert "Not yet" not in page


def test_the_overview_says_honestly_that_we_are_between_two_phases(project: Project, amara: User) -> None:
    phase(project, amara, starts_on=in_days(-50), ends_on=in_days(-20))
    phase(project, amara, title="Changing", starts_on=in_days(20), ends_on=in_days(50))
    page = signed_in(amara).get(f"/projects/{project.pk}/").content.decode()
    assert "We are between two phases." in page
    assert "You are here" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_reads_for_any_number_of_phases(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        phase(project, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(4):
        browser.get(url(project))


def test_the_file_holds_the_rows_of_the_page_and_leaves_a_trace(project: Project, amara: User, dee: User) -> None:
    phase(project, amara, title="=1+1", call="Tell us,\nnow")
    answer = signed_in(dee).post(url(project, "csv/"))
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert rows[1] == ["'=1+1", in_days(-10).isoformat(), in_days(10).isoformat(), "You are here", "Tell us,\nnow"]
    assert "phases-" in answer["Content-Disposition"]
    assert of_project(project.pk)[0].data == {"name": "phases"}


def test_the_file_is_not_given_for_a_get(project: Project, amara: User) -> None:
    assert signed_in(amara).get(url(project, "csv/")).status_code == 405
