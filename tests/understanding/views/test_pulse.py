"""The pages of the pulse."""

from __future__ import annotations

import re
import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.models import Event
from core.kept import writer_token
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import in_days, signed_in
from tests.understanding.pulsing import answered, closed, crowd, opened
from understanding.actions.pulse import close_round
from understanding.measures.pulse import STATEMENTS
from understanding.models import PulseAnswer, PulseRound
from understanding.policies.pulse import mark_of_answer

NUMBERS = re.compile(r"<table.*?</table>|<svg.*?</svg>", re.DOTALL)


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/understanding/pulse/{path}"


def of(row: PulseRound, name: str = "pulse_round") -> str:
    return reverse(f"understanding:{name}", args=[row.project_id, row.pk])


def read(person: User, url: str) -> str:
    return unescape(signed_in(person).get(url).content.decode())


def said(**changes: str) -> dict[str, str]:
    return {"voice": "4", "pace": "unsure", "note": "", "seen": ""} | changes


# Opening


def test_a_coordinator_opens_a_round(project: Project, amara: User) -> None:
    data = {"closes_on": in_days(7).isoformat(), "form_token": str(uuid.uuid4())}
    answer = signed_in(amara).post(at(project, "open/"), data)
    assert (answer.status_code, answer["Location"]) == (303, of(PulseRound.objects.get()))


def test_two_weeks_are_offered(project: Project, amara: User) -> None:
    assert f'value="{in_days(14).isoformat()}"' in read(amara, at(project, "open/"))


@pytest.mark.parametrize(
    ("closes_on", "sentence"),
    [
        ("", "Enter a date."),
        ("soon", "Enter a real date"),
        (in_days(0).isoformat(), "from tomorrow"),
        (in_days(91).isoformat(), "90 days"),
        ("9999-12-31", "between 1990 and 2100"),
        ("\x00", "Enter a real date"),
    ],
)
def test_a_day_that_makes_no_sense_is_answered_with_a_sentence(
    project: Project, amara: User, closes_on: str, sentence: str
) -> None:
    answer = signed_in(amara).post(at(project, "open/"), {"closes_on": closes_on, "form_token": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PulseRound.objects.exists()


def test_a_second_open_round_is_refused(project: Project, amara: User) -> None:
    opened(project, amara)
    browser = signed_in(amara)
    data = {"closes_on": in_days(7).isoformat(), "form_token": str(uuid.uuid4())}
    assert browser.get(at(project, "open/")).status_code == 409
    assert "open already" in browser.post(at(project, "open/"), data).content.decode()


# Answering


def test_nothing_is_ticked_before_somebody_ticks_it(project: Project, amara: User, dee: User) -> None:
    page = read(dee, of(opened(project, amara), "pulse_answer"))
    assert page.count('type="radio"') == 8 * 7
    assert "checked" not in page


def test_before_answering_somebody_reads_who_sees_what(project: Project, amara: User, dee: User) -> None:
    page = read(dee, of(opened(project, amara), "pulse_answer"))
    assert "Nobody sees your answers, the coordinator included." in page
    assert "Groups of fewer than 3 are not shown apart" in page
    assert "cannot be changed or taken back" in page


def test_answers_are_saved(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answer = signed_in(dee).post(of(row, "pulse_answer"), said(ways="none", note="  More \U0001f33f time "))
    kept = PulseAnswer.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, of(row))
    assert (kept.answers, kept.note) == ({"voice": 4, "pace": None}, "More \U0001f33f time")


def test_what_was_answered_is_ticked_when_it_is_changed(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee, note="Slowly", voice=2, pace=None)
    page = read(dee, of(row, "pulse_answer"))
    assert page.count("checked") == 2
    assert "Slowly" in page
    changed = said(voice="none", pace="none", ways="5", note="Slowly", seen=mark_of_answer(PulseAnswer.objects.get()))
    assert signed_in(dee).post(of(row, "pulse_answer"), changed).status_code == 303
    assert PulseAnswer.objects.get().answers == {"ways": 5}


def test_nobody_elses_answers_are_ticked(project: Project, amara: User, dee: User, ben: User) -> None:
    row = opened(project, amara)
    answered(row, dee, note="A secret", voice=2)
    for person in (amara, ben):
        page = read(person, of(row, "pulse_answer"))
        assert "checked" not in page
        assert "A secret" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"voice": "", "pace": "none"}, "Answer at least one statement"),
        ({"voice": "6"}, "Choose one of the list."),
        ({"voice": "\x00"}, "Choose one of the list."),
        ({"voice": "4" * 100_000}, "Choose one of the list."),
        ({"note": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_what_makes_no_sense_is_answered_with_a_sentence_and_kept(
    project: Project, amara: User, dee: User, changes: dict[str, str], sentence: str
) -> None:
    row = opened(project, amara)
    answer = signed_in(dee).post(of(row, "pulse_answer"), changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PulseAnswer.objects.exists()


@pytest.mark.parametrize("seen", ["", "\x00", "x", "x" * 65, "x" * 100_000])
def test_a_mark_that_makes_no_sense_overwrites_nothing(project: Project, amara: User, dee: User, seen: str) -> None:
    row = opened(project, amara)
    answered(row, dee, voice=2)
    assert signed_in(dee).post(of(row, "pulse_answer"), said(seen=seen)).status_code == 409
    assert PulseAnswer.objects.get().answers == {"voice": 2}


def test_after_a_refusal_everything_is_still_ticked_and_written(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answer = signed_in(dee).post(of(row, "pulse_answer"), said(voice="9", ways="5", note="Kept \U0001f9ed words"))
    page = answer.content.decode()
    assert "Kept \U0001f9ed words" in page
    assert page.count("checked") == 2


def test_what_comes_after_closing_is_refused_and_shown_to_its_writer(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    close_round(row, by=amara)
    answer = signed_in(dee).post(of(row, "pulse_answer"), said(note="Too late but not lost"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "takes no answers any more" in page
    assert "Too late but not lost" in page
    assert "Save my answers" not in page
    assert not PulseAnswer.objects.exists()


def test_an_old_window_shows_both_and_then_the_button_decides(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee, note="From my phone", voice=1)
    browser = signed_in(dee)
    answer = browser.post(of(row, "pulse_answer"), said(note="From my desk"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From my phone" in page
    assert "From my desk" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    assert browser.post(of(row, "pulse_answer"), said(note="From my desk", seen=seen[1])).status_code == 303
    assert PulseAnswer.objects.get().note == "From my desk"


@pytest.mark.parametrize("note", ["Words that took a while", ""])
def test_what_is_sent_after_the_session_ended_comes_back(project: Project, amara: User, dee: User, note: str) -> None:
    """Ticks too, and without any word."""
    row = opened(project, amara)
    browser = Client()
    answer = browser.post(of(row, "pulse_answer"), said(note=note, writer_token=writer_token(dee.pk)))
    assert answer.status_code == 403
    browser.force_login(dee)
    page = unescape(browser.get(of(row, "pulse_answer")).content.decode())
    assert "before you were signed out" in page
    assert page.count("checked") == 2
    assert note in page
    assert browser.post(of(row, "pulse_answer"), said(note=note)).status_code == 303
    assert "before you were signed out" not in browser.get(of(row, "pulse_answer")).content.decode()


def test_they_do_not_come_back_to_somebody_else(project: Project, amara: User, dee: User, ben: User) -> None:
    row = opened(project, amara)
    browser = Client()
    browser.post(of(row, "pulse_answer"), said(note="For nobody else", writer_token=writer_token(dee.pk)))
    browser.force_login(ben)
    page = browser.get(of(row, "pulse_answer")).content.decode()
    assert "For nobody else" not in page
    assert "checked" not in page


# While it is open


def test_while_it_is_open_everybody_sees_the_same_of_it(project: Project, amara: User, dee: User) -> None:
    """No number that rises, and nothing that tells who."""
    row = opened(project, amara)
    pages = []
    for person in [*crowd(project, patient=2, carer=1)]:
        pages.append(read(dee, of(row)))
        answered(row, person, note="A secret")
    csrf = re.compile(r'value="\w{64}"|nonce-\S+')
    assert len({csrf.sub("", page) for page in pages}) == 1
    assert "Fewer than 4" in pages[0]
    answered(row, amara)
    assert "4 or more" in read(dee, of(row))
    assert "A secret" not in read(amara, of(row))


def test_an_open_round_has_no_numbers_to_fetch(project: Project, amara: User) -> None:
    answer = signed_in(amara).post(of(opened(project, amara), "pulse_csv"))
    assert answer.status_code == 409


# Closing


def test_closing_asks_first_and_warns_where_nothing_could_be_shown(project: Project, amara: User) -> None:
    page = read(amara, of(opened(project, amara), "pulse_close"))
    assert "It cannot be opened again." in page
    assert "fewer than 4 answers" in page


def test_closing_by_the_page_deletes_every_answer(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee)
    browser = signed_in(amara)
    for _ in range(2):
        assert browser.post(of(row, "pulse_close"))["Location"] == of(row)
    assert not PulseAnswer.objects.exists()
    assert Event.objects.filter(type="understanding.pulse_closed").count() == 1


def test_in_a_closed_project_buttons_are_gone_and_posts_refused(project: Project, amara: User) -> None:
    row = opened(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    browser = signed_in(amara)
    assert "Close this round" not in read(amara, of(row))
    assert "Save my answers" not in read(amara, of(row, "pulse_answer"))
    assert "Open a round" not in read(amara, at(project))
    assert browser.post(of(row, "pulse_close")).status_code == 409
    assert browser.post(of(row, "pulse_answer"), said()).status_code == 409


# Closed


def test_a_closed_round_shows_groups_and_names_those_it_does_not_show(project: Project, amara: User, dee: User) -> None:
    page = read(dee, of(closed(project, amara, patient=4, carer=2)))
    assert "Patients" in page
    assert "Too few answers to show apart: Clinicians, Academics, Carers, Public, Managers." in page
    assert "come from 4 answers" in page
    assert "A note from Patient Number 1" in page
    assert "A note from Carer" not in page


def test_every_statement_is_drawn_and_in_the_table(project: Project, amara: User, dee: User) -> None:
    page = read(dee, of(closed(project, amara, patient=4, academic=3)))
    assert page.count('<figure class="picture"') == len(STATEMENTS)
    assert len(re.findall(r'<rect class="agree"', page)) == 3 + 1  # one statement was answered; one in the legend
    assert page.count("<tbody>") == len(STATEMENTS)
    assert page.count('<th scope="row">') == len(STATEMENTS) * 3


def test_nothing_in_the_address_changes_a_number(project: Project, amara: User, dee: User) -> None:
    row = closed(project, amara, patient=4, carer=2, academic=3)
    asked = ["", "?show=carer", "?standpoint=carer", "?group=patient&min=1", "?page=2", "?x=y", "?minus=patient"]
    for person in (dee, amara):
        assert len({tuple(NUMBERS.findall(read(person, of(row) + query))) for query in asked}) == 1
    files = [b"".join(signed_in(dee).post(of(row, "pulse_csv") + query)) for query in asked]
    assert len(set(files)) == 1


def test_everybody_sees_the_same_numbers(project: Project, amara: User, dee: User) -> None:
    row = closed(project, amara, patient=4, carer=2, academic=3)
    assert NUMBERS.findall(read(dee, of(row))) == NUMBERS.findall(read(amara, of(row)))


def test_a_round_of_too_few_says_so(project: Project, amara: User, dee: User) -> None:
    page = read(dee, of(closed(project, amara, patient=3)))
    assert "Too few answers to show" in page
    assert "<figure" not in page


def test_the_page_ends_by_offering_a_dialogue(project: Project, amara: User, dee: User) -> None:
    row = closed(project, amara, patient=4)
    link = reverse("dialogues:dialogue_create", args=[project.pk])
    assert link in read(amara, of(row))
    assert link not in read(dee, of(row))
    assert "they can plan a dialogue" in read(dee, of(row))


def test_words_are_shown_as_they_are(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    for person in crowd(project, patient=4):
        answered(row, person, note="<script>alert(1)</script>\n=2+2")
    close_round(row, by=amara)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>" in signed_in(dee).get(of(row)).content.decode()


def test_the_file_has_the_numbers_of_the_page_and_no_note(project: Project, amara: User, dee: User) -> None:
    row = closed(project, amara, patient=4, carer=2)
    file = b"".join(signed_in(dee).post(of(row, "pulse_csv"))).decode("utf-8-sig")
    lines = file.splitlines()
    assert len(lines) == 1 + len(STATEMENTS)
    assert lines[1] == '"Something changed because of what I said.","Patients","4","0","0","0","4","0","0","0"'
    assert "A note" not in file
    assert Event.objects.filter(type="projects.list_fetched", data={"name": "pulse"}).exists()


def test_the_list_says_what_each_round_shows(project: Project, amara: User, dee: User) -> None:
    closed(project, amara, patient=4, carer=2)
    close_round(opened(project, amara), by=amara)
    opened(project, amara)
    page = read(dee, at(project))
    assert [word in page for word in ("4 answers", "Too few answers to show", "Nothing while it is open")] == [True] * 3


def test_without_a_round_the_list_says_so(project: Project, amara: User, dee: User) -> None:
    assert "No round yet" in read(dee, at(project))
    assert "Open a round" in read(amara, at(project))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_reads_for_one_round_and_three(
    project: Project, amara: User, dee: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        close_round(opened(project, amara), by=amara)
    browser = signed_in(dee)
    with django_assert_num_queries(6):
        browser.get(at(project))


@pytest.mark.parametrize("number", [4, 8])
def test_a_round_takes_the_same_reads_however_many_answered(
    project: Project, amara: User, dee: User, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = closed(project, amara, patient=number)
    browser = signed_in(dee)
    with django_assert_num_queries(4):
        browser.get(of(row))
