from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.models import Milestone
from projects.models import Membership, Project
from tests.factories import in_days, signed_in
from tests.projects.making import done, membership, milestone


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/milestones/{path}"


def planned(owner: Membership, **changes: Any) -> dict[str, Any]:
    start = {
        "title": "Shared aim signed",
        "owner": str(owner.pk),
        "due_on": in_days(30).isoformat(),
        "pace": "slow",
        "kind": "relational",
        "note": "",
        "version": "1",
    }
    return start | changes


@pytest.fixture
def mine(project: Project, amara: User) -> Membership:
    return membership(project, amara)


def test_a_coordinator_adds_a_milestone(project: Project, amara: User, mine: Membership) -> None:
    answer = signed_in(amara).post(at(project, "add/"), planned(mine, form_token=str(uuid.uuid4())))
    made = Milestone.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert made.baseline_on == in_days(30)


def test_a_form_sent_twice_makes_one_milestone(project: Project, amara: User, mine: Membership) -> None:
    data = planned(mine, form_token=str(uuid.uuid4()))
    for _ in range(2):
        assert signed_in(amara).post(at(project, "add/"), data).status_code == 303
    assert Milestone.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " \u200b "}, "Enter what is to be reached."),
        ({"title": "x" * 1_000_000}, "at most 200"),
        ({"owner": ""}, "Choose who owns it."),
        ({"owner": "\x00"}, "Choose somebody of the list."),
        ({"owner": str(uuid.uuid4())}, "Choose somebody of the list."),
        ({"due_on": ""}, "Enter a date."),
        ({"due_on": "30/02/2027"}, "Enter a real date"),
        ({"due_on": "9999-12-31"}, "between 1990 and 2100"),
        ({"pace": "fast"}, "Choose one of the list."),
        ({"kind": ""}, "Choose a kind."),
        ({"form_token": ""}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    project: Project, amara: User, mine: Membership, changes: dict[str, str], sentence: str
) -> None:
    data = planned(mine, form_token=str(uuid.uuid4())) | changes
    answer = signed_in(amara).post(at(project, "add/"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Milestone.objects.exists()


def test_what_was_typed_stays_beside_a_wrong_date(project: Project, amara: User, mine: Membership) -> None:
    data = planned(mine, form_token=str(uuid.uuid4()), title="Kept \U0001f9ed words", due_on="soon")
    page = signed_in(amara).post(at(project, "add/"), data).content.decode()
    assert "Kept \U0001f9ed words" in page
    assert 'value="soon"' in page


def test_an_owner_of_the_other_project_cannot_be_chosen(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    data = planned(membership(other_project, zoe), form_token=str(uuid.uuid4()))
    assert signed_in(amara).post(at(project, "add/"), data).status_code == 422


def test_a_date_that_moves_asks_for_a_note(project: Project, amara: User, mine: Membership) -> None:
    made = milestone(project, amara)
    answer = signed_in(amara).post(at(project, f"{made.pk}/edit/"), planned(mine, due_on=in_days(60).isoformat()))
    assert answer.status_code == 422
    assert "Say why the date changes." in answer.content.decode()


def test_a_date_that_moved_shows_its_note_and_its_first_date(project: Project, amara: User, mine: Membership) -> None:
    made = milestone(project, amara)
    moved = planned(mine, due_on=in_days(60).isoformat(), note="We wait for <b>patients</b>.")
    assert signed_in(amara).post(at(project, f"{made.pk}/edit/"), moved).status_code == 303
    page = signed_in(amara).get(made.get_absolute_url()).content.decode()
    assert "We wait for &lt;b&gt;patients&lt;/b&gt;." in page
    assert "First date" in page


def test_two_people_who_edit_see_both_texts_and_nothing_is_overwritten(
    project: Project, amara: User, mine: Membership
) -> None:
    made = milestone(project, amara)
    browser = signed_in(amara)
    browser.post(at(project, f"{made.pk}/edit/"), planned(mine, title="Theirs"))
    answer = browser.post(at(project, f"{made.pk}/edit/"), planned(mine, title="Mine"))
    page = answer.content.decode()
    made.refresh_from_db()
    assert (answer.status_code, made.title) == (409, "Theirs")
    assert "Theirs" in page
    assert 'value="Mine"' in page


def test_after_seeing_both_texts_the_button_saves(project: Project, amara: User, mine: Membership) -> None:
    made = milestone(project, amara)
    browser = signed_in(amara)
    browser.post(at(project, f"{made.pk}/edit/"), planned(mine, title="Theirs"))
    both = browser.post(at(project, f"{made.pk}/edit/"), planned(mine, title="Mine"))
    assert 'name="version" value="2"' in both.content.decode()
    browser.post(at(project, f"{made.pk}/edit/"), planned(mine, title="Mine", version="2"))
    made.refresh_from_db()
    assert made.title == "Mine"


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999999999999", "\x00"])
def test_a_version_that_makes_no_sense_is_no_error_page(
    project: Project, amara: User, mine: Membership, version: str
) -> None:
    made = milestone(project, amara)
    answer = signed_in(amara).post(at(project, f"{made.pk}/edit/"), planned(mine, version=version))
    assert answer.status_code == 409
    assert 'name="version" value="1"' in answer.content.decode()


def test_a_milestone_is_completed_with_evidence(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    data = {"evidence": "Minutes \U0001f4dd", "done_on": in_days(0).isoformat()}
    assert signed_in(amara).post(at(project, f"{made.pk}/complete/"), data).status_code == 303
    made.refresh_from_db()
    assert (made.state, made.evidence) == ("done", "Minutes \U0001f4dd")


@pytest.mark.parametrize(
    ("evidence", "days", "sentence"),
    [(" \n ", 0, "Say what shows"), ("Minutes", 1, "Enter today or a day before."), ("x" * 60_000, 0, "at most")],
)
def test_completing_asks_for_evidence_and_a_day_that_has_come(
    project: Project, amara: User, evidence: str, days: int, sentence: str
) -> None:
    made = milestone(project, amara)
    data = {"evidence": evidence, "done_on": in_days(days).isoformat()}
    answer = signed_in(amara).post(at(project, f"{made.pk}/complete/"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_milestone_is_started_and_reopened_by_buttons(project: Project, amara: User) -> None:
    made, finished = milestone(project, amara), done(project, amara)
    browser = signed_in(amara)
    browser.post(at(project, f"{made.pk}/start/"))
    browser.post(at(project, f"{finished.pk}/reopen/"))
    assert set(Milestone.objects.values_list("state", flat=True)) == {"started"}


@pytest.mark.parametrize("act", ["start", "reopen"])
def test_looking_changes_nothing(project: Project, amara: User, act: str) -> None:
    made = milestone(project, amara)
    assert signed_in(amara).get(at(project, f"{made.pk}/{act}/")).status_code == 405


@pytest.mark.parametrize(("show", "seen"), [("late", "Late one"), ("soon", "Soon one"), ("mine", "Late one")])
def test_a_filter_shows_what_it_says(project: Project, amara: User, dee: User, show: str, seen: str) -> None:
    milestone(project, amara, title="Late one", due_on=in_days(-3))
    milestone(project, amara, title="Soon one", due_on=in_days(3), owner=membership(project, dee))
    milestone(project, amara, title="Far one", due_on=in_days(90), owner=membership(project, dee))
    page = signed_in(amara).get(at(project), {"show": show}).content.decode()
    assert {name for name in ("Late one", "Soon one", "Far one") if name in page} == {seen}


@pytest.mark.parametrize("show", ["", "\x00", "all' OR 1=1", "\U0001f600"])
def test_a_filter_that_does_not_exist_shows_all(project: Project, amara: User, show: str) -> None:
    milestone(project, amara)
    assert "Shared aim signed" in signed_in(amara).get(at(project), {"show": show}).content.decode()


def test_a_filter_without_a_match_leads_back_to_all(project: Project, amara: User) -> None:
    assert "See all milestones" in signed_in(amara).get(at(project), {"show": "late"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_reads_for_any_number_of_milestones(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        milestone(project, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(9):
        browser.get(at(project))


def test_the_picture_and_the_table_both_name_every_milestone(project: Project, amara: User) -> None:
    made = milestone(project, amara, title="Aim signed")
    page = signed_in(amara).get(at(project)).content.decode()
    picture, table = page.split('<ul class="legend">')
    assert f'<a href="{made.get_absolute_url()}"><title>Aim signed' in picture
    assert "Aim signed" in table


def test_the_picture_carries_no_style(project: Project, amara: User) -> None:
    milestone(project, amara)
    assert "style=" not in signed_in(amara).get(at(project)).content.decode()


@pytest.mark.parametrize("act", ["", "edit/", "complete/"])
def test_a_milestone_of_the_other_project_is_not_found(
    project: Project, other_project: Project, amara: User, zoe: User, act: str
) -> None:
    foreign = milestone(other_project, zoe)
    assert signed_in(amara).get(at(project, f"{foreign.pk}/{act}")).status_code == 404


@pytest.mark.parametrize("act", ["start", "reopen", "complete", "edit"])
def test_a_milestone_of_the_other_project_is_not_changed(
    project: Project, other_project: Project, amara: User, zoe: User, act: str
) -> None:
    foreign = milestone(other_project, zoe)
    assert signed_in(amara).post(at(project, f"{foreign.pk}/{act}/")).status_code == 404


@pytest.mark.parametrize("who", ["ben", "chen", "dee", "oli", "priya"])
def test_only_a_coordinator_changes_milestones(
    project: Project, amara: User, who: str, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    made = milestone(project, amara)
    assert signed_in(person).post(at(project, f"{made.pk}/start/")).status_code == 403


@pytest.mark.parametrize("who", ["ben", "chen", "dee", "oli", "priya"])
def test_everybody_reads_a_milestone_without_buttons(
    project: Project, amara: User, who: str, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    page = signed_in(person).get(milestone(project, amara).get_absolute_url()).content.decode()
    assert "Shared aim signed" in page
    assert "/complete/" not in page
