"""The pages of rounds: asking, the list, revealing, the mirror."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from projects.enums import ProjectState
from projects.models import Project
from tests import factories
from tests.factories import in_days, signed_in
from tests.understanding.expecting import asked, mirrored, revealed, sent
from understanding.enums import Topic
from understanding.models import ExpectationRound
from understanding.queries.expectations import address


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/understanding/expectations/{path}"


def ask_form(day: date | str = "") -> dict[str, Any]:
    return {"ask_again_on": str(day), "form_token": str(uuid.uuid4())}


def test_nobody_asked_yet_says_so(project: Project, dee: User) -> None:
    assert "Nobody has been asked yet" in signed_in(dee).get(at(project)).text


def test_a_coordinator_asks_everybody(project: Project, amara: User, dee: User) -> None:
    answer = signed_in(amara).post(at(project, "ask/"), ask_form(in_days(90)))
    row = ExpectationRound.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address("round", row))
    assert row.ask_again_on == in_days(90)
    assert "Waiting for you" in signed_in(dee).get(at(project)).text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (in_days(0), "Choose a day after today"),
        ("30/02/2027", "Enter a real date"),
        ("9999-12-31", "between 1990 and 2100"),
        ("\x00", "Enter a real date"),
    ],
)
def test_a_day_that_makes_no_sense_is_answered_with_a_sentence(
    project: Project, amara: User, day: date | str, sentence: str
) -> None:
    answer = signed_in(amara).post(at(project, "ask/"), ask_form(day))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not ExpectationRound.objects.exists()


def test_there_is_no_second_button_while_a_round_is_open(project: Project, amara: User) -> None:
    asked(project, amara)
    assert at(project, "ask/") not in signed_in(amara).get(at(project)).text
    assert signed_in(amara).get(at(project, "ask/")).status_code == 409
    answer = signed_in(amara).post(at(project, "ask/"), ask_form())
    assert answer.status_code == 422
    assert "Everybody is asked already." in answer.text


# Blind


@pytest.mark.parametrize(("people", "shown"), [(1, "Fewer than three"), (2, "Fewer than three"), (3, "3 people")])
def test_how_many_have_sent_is_told_from_three_on(
    project: Project, amara: User, ben: User, dee: User, people: int, shown: str
) -> None:
    row = asked(project, amara)
    for person in (ben, dee, amara)[:people]:
        sent(row, person, "Words.")
    assert shown in signed_in(ben).get(address("round", row)).text
    assert (f"{people} people have sent" in signed_in(ben).get(at(project)).text) == (people == 3)


def test_an_open_round_shows_nothing_of_others_to_anybody(project: Project, amara: User, dee: User, ben: User) -> None:
    row = asked(project, amara)
    for person in (dee, ben):
        sent(row, person, f"Secret of {person.full_name}.")
    for reader, other in ((amara, "Dee Marsh"), (amara, "Ben Lewis"), (dee, "Ben Lewis")):
        for name in ("round", "check", "sent", "again"):
            assert other not in signed_in(reader).get(address(name, row)).text
    assert "Secret" not in signed_in(amara).get(address("reveal", row)).text


def test_an_open_round_has_no_file(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    sent(row, dee, "Secret.")
    answer = signed_in(amara).post(address("csv", row))
    assert answer.status_code == 409
    assert "Secret" not in answer.text


# The reveal


def test_the_reveal_says_how_many_and_that_drafts_go(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    for person in (amara, dee):
        sent(row, person, "Words.")
    page = signed_in(amara).get(address("reveal", row)).text
    assert "2 people have sent something." in page
    assert "Words that are not sent are deleted." in page
    answer = signed_in(amara).post(address("reveal", row), {"ask_again_on": in_days(60).isoformat()})
    row.refresh_from_db()
    assert (answer.status_code, row.state, row.ask_again_on) == (303, "revealed", in_days(60))


def test_one_person_alone_is_not_revealed(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    sent(row, dee, "Words.")
    page = signed_in(amara).get(address("reveal", row)).text
    assert "Two people at least" in page
    assert "Reveal to everybody" not in page
    answer = signed_in(amara).post(address("reveal", row), {"ask_again_on": ""})
    assert answer.status_code == 422
    assert "Two people at least" in answer.text


@pytest.mark.parametrize("who", ["ben", "dee", "oli", "priya"])
def test_only_a_coordinator_reveals(
    project: Project, amara: User, chen: User, who: str, request: pytest.FixtureRequest
) -> None:
    row, person = asked(project, amara), request.getfixturevalue(who)
    for each in (amara, chen):
        sent(row, each, "Words.")
    assert signed_in(person).post(address("reveal", row)).status_code == 403


# The mirror


def test_the_mirror_sets_standpoints_side_by_side(project: Project, amara: User, dee: User, chen: User) -> None:
    page = signed_in(chen).get(address("round", mirrored(project, amara, amara, dee))).text
    assert "Words of Dee Marsh." in page
    assert "No words from clinicians under this topic." in page


@pytest.mark.parametrize("who", ["oli", "priya"])
def test_observers_and_administrators_never_see_them(
    project: Project, amara: User, dee: User, who: str, request: pytest.FixtureRequest
) -> None:
    row, person = mirrored(project, amara, amara, dee), request.getfixturevalue(who)
    assert signed_in(person).get(address("round", row)).status_code == 403


def test_filters_show_what_they_say(project: Project, amara: User, dee: User) -> None:
    browser, place = signed_in(amara), address("round", mirrored(project, amara, amara, dee))
    assert "Words of Dee" not in browser.get(place, {"standpoint": "academic"}).text
    page = browser.get(place, {"topic": "pace"}).text
    assert "Words of" not in page
    assert 'id="topic-pace"' in page
    assert 'id="topic-purpose"' not in page
    assert "None matches this filter." in browser.get(place, {"standpoint": "manager"}).text


@pytest.mark.parametrize("asked_for", ["", "\x00", "all' OR 1=1", "PACE", "\U0001f600"])
def test_a_filter_that_does_not_exist_shows_all(project: Project, amara: User, dee: User, asked_for: str) -> None:
    place = address("round", mirrored(project, amara, amara, dee))
    answer = signed_in(amara).get(place, {"topic": asked_for, "standpoint": asked_for, "page": asked_for})
    assert "Words of Dee Marsh." in answer.text


def test_the_file_keeps_the_filter_of_the_page(project: Project, amara: User, dee: User) -> None:
    place = address("csv", mirrored(project, amara, amara, dee))
    answer = signed_in(amara).post(place + "?topic=purpose&standpoint=patient")
    told = answer.getvalue().decode("utf-8-sig")
    assert "Words of Dee Marsh." in told
    assert "Amara" not in told
    assert answer["Content-Disposition"].startswith('attachment; filename="expectations-')


def test_what_changed_is_shown_word_by_word(project: Project, amara: User, dee: User) -> None:
    first = asked(project, amara)
    for person in (amara, dee):
        sent(first, person, "We listen to patients.")
    revealed(first, amara)
    second = asked(project, amara)
    sent(second, amara, "We listen to patients.")
    sent(second, dee, "We listen to <b>carers</b>.")
    page = signed_in(amara).get(address("round", revealed(second, amara))).text
    assert "<ins>" in page
    assert "&lt;b&gt;carers" in page
    assert "The same as in the round before" in page
    assert "since round 1" in page


def test_a_closed_project_shows_the_mirror_and_takes_nothing(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    Project.objects.update(state=ProjectState.CLOSED)
    browser = signed_in(amara)
    assert "Words of Dee Marsh." in browser.get(address("round", row)).text
    assert "Change when we ask again" not in browser.get(address("round", row)).text
    assert at(project, "ask/") not in browser.get(at(project)).text
    assert browser.get(at(project, "ask/")).status_code == 409
    assert browser.post(address("again", row), {"ask_again_on": ""}).status_code == 409


def test_the_day_is_changed_on_a_page_of_its_own(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    signed_in(amara).post(address("again", row), {"ask_again_on": in_days(8).isoformat()})
    row.refresh_from_db()
    assert row.ask_again_on == in_days(8)
    answer = signed_in(amara).post(address("again", row), {"ask_again_on": in_days(-1).isoformat()})
    assert answer.status_code == 422


def test_a_round_of_the_other_project_is_not_found(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    row = asked(other_project, zoe)
    assert signed_in(amara).get(at(project, f"{row.pk}/")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_take_the_same_reads_for_any_number(
    project: Project, amara: User, dee: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [factories.in_project(project, f"Ida Moss {'abc'[number]}", "partner", "carer") for number in range(count)]
    mirrored(project, amara, amara, dee, *people)
    row = asked(project, amara)
    for person in (amara, dee, *people):
        for topic in Topic:
            sent(row, person, f"Other words of {person.full_name}.", topic)
    browser = signed_in(amara)
    with django_assert_num_queries(7):
        browser.get(address("round", row))
    with django_assert_num_queries(5):
        browser.get(at(project))
    revealed(row, amara)
    with django_assert_num_queries(10):
        browser.get(address("round", row))
