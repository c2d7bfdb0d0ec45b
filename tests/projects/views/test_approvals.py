"""Numbers of approvals: what looks odd is saved, and said; nothing is ever refused for its looks."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.marks import mark_of
from projects.enums import ProjectState
from projects.forms.projects import initial_of_approvals, initial_of_details
from projects.models import Project
from tests.factories import signed_in
from tests.overview.living import followed

ODD = "An IRAS project ID usually has 5 to 7 digits"


def typed(project: Project, **changes: Any) -> dict[str, Any]:
    return {"approval": "nhs", "seen": mark_of(initial_of_approvals(project))} | changes


def url(project: Project) -> str:
    return f"/projects/{project.pk}/approvals/"


def test_an_odd_number_is_saved_and_a_warning_says_what_it_usually_looks_like(project: Project, amara: User) -> None:
    page = followed(signed_in(amara), url(project), typed(project, iras_id="not given yet"))
    project.refresh_from_db()
    assert project.iras_id == "not given yet"
    assert f"Saved as you typed it. Look again: {ODD}" in page


def test_a_usual_number_is_saved_without_a_word(project: Project, amara: User) -> None:
    page = followed(signed_in(amara), url(project), typed(project, iras_id=" 234 567 "))
    project.refresh_from_db()
    assert project.iras_id == "234567"
    assert "usually" not in page


def test_the_overview_reminds_those_who_may_change_it_and_nobody_else(project: Project, amara: User, dee: User) -> None:
    Project.objects.update(iras_id="odd")
    pages = [signed_in(person).get(f"/projects/{project.pk}/").content.decode() for person in (amara, dee)]
    assert [ODD in page for page in pages] == [True, False]
    assert ["odd" in page for page in pages] == [True, True]


def test_a_closed_project_is_not_nagged_about_its_numbers(project: Project, amara: User) -> None:
    Project.objects.update(iras_id="odd", state=ProjectState.CLOSED)
    assert ODD not in signed_in(amara).get(f"/projects/{project.pk}/").content.decode()


def test_without_any_number_the_overview_says_nothing_of_them(project: Project, dee: User) -> None:
    assert "Approvals and numbers" not in signed_in(dee).get(f"/projects/{project.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"iras_id": "1" * 41}, "at most 40"),
        ({"protocol_on": "31 February"}, "Enter a real date"),
        ({"approval": "guess"}, "Choose one of the list."),
    ],
)
def test_what_cannot_be_stored_is_answered_with_a_sentence_and_kept(
    project: Project, amara: User, changes: dict[str, str], sentence: str
) -> None:
    answer = signed_in(amara).post(url(project), typed(project, rec_reference="Kept reference") | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Kept reference" in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x" * 100_000])
def test_a_mark_that_makes_no_sense_counts_as_having_read_nothing(project: Project, amara: User, seen: str) -> None:
    answer = signed_in(amara).post(url(project), typed(project, seen=seen, rec_reference="Kept reference"))
    assert answer.status_code == 409
    assert 'value="Kept reference"' in answer.text


def test_odd_characters_do_no_harm(project: Project, amara: User) -> None:
    signed_in(amara).post(url(project), typed(project, isrctn="<bdo>\x00\u202e12"))
    project.refresh_from_db()
    assert "\x00" not in project.isrctn
    assert "<bdo>" not in signed_in(amara).get(f"/projects/{project.pk}/").content.decode()


def test_two_who_change_approvals_see_both_and_overwrite_nothing(project: Project, amara: User, priya: User) -> None:
    data = typed(project)
    signed_in(priya).post(url(project), data | {"funder_reference": "NIHR 1"})
    late = signed_in(amara).post(url(project), data | {"funder_reference": "NIHR 2"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "NIHR 1" in page
    assert 'value="NIHR 2"' in page


def test_two_who_change_the_description_see_both_and_overwrite_nothing(
    project: Project, amara: User, priya: User
) -> None:
    data = {name: str(value) for name, value in initial_of_details(project).items()}
    data["seen"] = mark_of(initial_of_details(project))
    path = f"/projects/{project.pk}/edit/"
    signed_in(priya).post(path, data | {"full_text": "Theirs in full"})
    late = signed_in(amara).post(path, data | {"full_text": "Mine in full"})
    assert late.status_code == 409
    assert "Theirs in full" in late.content.decode()
    assert "Mine in full" in late.content.decode()


def test_the_full_text_stands_beside_the_summary_and_opens_on_demand(project: Project, dee: User) -> None:
    Project.objects.update(lay_summary="In short.", full_text="At length.", context="In Leeds.")
    page = signed_in(dee).get(f"/projects/{project.pk}/").content.decode()
    assert page.index("In short.") < page.index("<details") < page.index("At length.") < page.index("In Leeds.")


@pytest.mark.parametrize("numbers", [{}, {"iras_id": "1", "isrctn": "2", "cpms_id": "x"}])
def test_the_overview_takes_the_same_reads_with_and_without_numbers(
    project: Project, amara: User, numbers: dict[str, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Project.objects.update(**numbers or {"iras_id": ""})
    browser = signed_in(amara)
    with django_assert_num_queries(19):
        browser.get(f"/projects/{project.pk}/")
