"""Writing what one expects: saved while typing, two texts side by side, checked, sent, and never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import signed_in
from tests.understanding.expecting import asked, draft, mirrored, revealed, sent
from understanding.enums import Topic
from understanding.models import Expectation, ExpectationRound
from understanding.queries.expectations import address

WORDS = "That somebody asks me first. \U0001f9ed"


@pytest.fixture
def row(project: Project, amara: User, dee: User) -> ExpectationRound:
    return asked(project, amara)


@pytest.fixture
def desk(dee: User) -> Client:
    return signed_in(dee)


def write(desk: Client, row: ExpectationRound, text: str, version: object = 0, **more: Any) -> HttpResponse:
    data = {"text": text, "version": str(version)} | more
    return desk.post(address("write", row, 1), data)  # type: ignore[return-value]


def autosave(desk: Client, row: ExpectationRound, text: str, version: object = 0) -> Any:
    return desk.post(address("autosave", row, 1), {"text": text, "version": str(version)})


def box(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return found[1]


def test_continue_saves_and_goes_to_the_next_question(row: ExpectationRound, desk: Client) -> None:
    answer = write(desk, row, WORDS, next="on")
    assert (answer.status_code, answer["Location"]) == (303, address("write", row, 2))
    assert Expectation.objects.get().draft == WORDS


def test_after_the_last_question_comes_the_page_to_check(row: ExpectationRound, desk: Client) -> None:
    assert desk.post(address("write", row, 4), {"text": "", "version": "0"})["Location"] == address("check", row)
    answer = desk.post(address("write", row, 1) + "?from=check", {"text": "", "version": "0"})
    assert answer["Location"] == address("check", row)


def test_save_and_come_back_later_leads_to_the_round(row: ExpectationRound, desk: Client) -> None:
    answer = write(desk, row, WORDS, next="later")
    assert answer["Location"] == address("round", row)
    assert box(desk.get(address("write", row, 1)).text) == WORDS


def test_the_script_is_told_version_and_time(row: ExpectationRound, desk: Client) -> None:
    told = autosave(desk, row, WORDS).json()
    assert told["version"] == 1
    assert re.fullmatch(r"\d\d:\d\d", told["saved_at"])


def test_the_script_is_told_of_newer_words(row: ExpectationRound, desk: Client) -> None:
    autosave(desk, row, "Newer.")
    answer = autosave(desk, row, "Older.", 0)
    assert (answer.status_code, answer.json()) == (409, {"version": 1, "text": "Newer."})


def test_the_script_is_told_why_nothing_is_saved(row: ExpectationRound, desk: Client) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    answer = autosave(desk, row, WORDS)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("This project is closed.")


def test_saving_what_was_sent_changes_nothing(row: ExpectationRound, desk: Client, dee: User) -> None:
    sent(row, dee, WORDS)
    assert autosave(desk, row, WORDS, 1).json()["version"] == 1
    assert "Everything you wrote is sent." in desk.get(address("check", row)).text


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "\x00"])
def test_a_version_that_makes_no_sense_shows_both_texts(
    row: ExpectationRound, desk: Client, dee: User, version: str
) -> None:
    draft(row, dee, "Newer.")
    answer = write(desk, row, WORDS, version)
    assert answer.status_code == 409
    assert "Newer." in answer.text
    assert box(answer.text) == WORDS
    assert 'name="version" value="1"' in answer.text


@pytest.mark.parametrize(
    ("data", "sentence"), [({"version": "0"}, "Nothing arrived."), ({"text": "x" * 5001}, "5,000")]
)
def test_bad_input_is_answered_with_a_sentence(
    row: ExpectationRound, desk: Client, data: dict[str, str], sentence: str
) -> None:
    for name in ("write", "autosave"):
        answer = desk.post(address(name, row, 1), data)
        assert answer.status_code == 422
        assert sentence in answer.text
    assert not Expectation.objects.exists()


@pytest.mark.parametrize("position", [5, 999])
def test_there_are_four_questions(row: ExpectationRound, desk: Client, position: int) -> None:
    assert desk.get(address("write", row, position)).status_code == 404


def test_the_page_to_check_says_who_reads_it_and_under_what_name(
    row: ExpectationRound, desk: Client, dee: User
) -> None:
    draft(row, dee, WORDS)
    page = desk.get(address("check", row)).text
    assert "once a coordinator reveals it. Before that nobody reads it, coordinators included." in page
    assert "Dee Marsh" in page
    assert "Patient" in page


def test_what_is_written_is_sent_and_can_be_changed_and_taken_back(
    row: ExpectationRound, desk: Client, dee: User
) -> None:
    draft(row, dee, WORDS)
    assert desk.post(address("send", row))["Location"] == address("sent", row)
    assert "You can change them until the reveal." in desk.get(address("sent", row)).text
    write(desk, row, "", 1)
    assert "is taken back" in desk.get(address("check", row)).text
    desk.post(address("send", row))
    assert desk.get(address("sent", row))["Location"] == address("check", row)
    assert "Nothing is sent yet." in desk.get(address("check", row)).text


def test_nothing_written_cannot_be_sent(row: ExpectationRound, desk: Client) -> None:
    answer = desk.post(address("send", row))
    assert answer.status_code == 422
    assert "Nothing is written yet." in answer.text


def test_after_the_reveal_the_text_is_in_the_box_to_be_copied(
    row: ExpectationRound, desk: Client, amara: User, chen: User
) -> None:
    for person in (amara, chen):
        sent(row, person, "Words.")
    revealed(row, amara)
    answer = write(desk, row, WORDS)
    assert answer.status_code == 409
    assert "This round is revealed." in answer.text
    assert box(answer.text) == WORDS
    assert desk.get(address("write", row, 1))["Location"] == address("round", row)
    assert desk.post(address("send", row)).status_code == 422


def test_a_later_round_shows_ones_own_earlier_words_beside_the_box(
    project: Project, amara: User, dee: User, desk: Client
) -> None:
    mirrored(project, amara, amara, dee)
    page = desk.get(address("write", asked(project, amara), 1)).text
    assert "Words of Dee Marsh." in page
    assert "Words of Amara" not in page
    assert box(page) == ""


def test_words_typed_after_the_session_ended_are_in_the_box_after_signing_in(
    row: ExpectationRound, desk: Client, dee: User
) -> None:
    place = address("write", row, 1)
    token = re.search(r'name="writer_token" value="([^"]+)"', desk.get(place).text)
    assert token is not None
    desk.logout()
    assert WORDS in desk.post(place, {"text": WORDS, "version": "0", "writer_token": token[1]}).text
    dee.set_password("correct horse battery")
    dee.save()
    desk.post("/account/login/", {"login": dee.email, "password": "correct horse battery"})
    page = desk.get(place).text
    assert box(page) == WORDS
    assert "data-unsaved" in page
    write(desk, row, WORDS)
    assert "kept_words" not in desk.session


def test_a_closed_project_lets_read_and_not_write(row: ExpectationRound, desk: Client, dee: User) -> None:
    draft(row, dee, WORDS)
    Project.objects.update(state=ProjectState.CLOSED)
    page = desk.get(address("write", row, 1)).text
    assert "You can still read what you wrote." in page
    assert "Continue" not in page
    assert ">Send<" not in desk.get(address("check", row)).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_take_the_same_reads_for_any_number(
    row: ExpectationRound, desk: Client, dee: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for topic in list(Topic)[:count]:
        draft(row, dee, WORDS, topic)
    for name, more in (("write", [1]), ("check", [])):
        with django_assert_num_queries(6):
            desk.get(address(name, row, *more))
