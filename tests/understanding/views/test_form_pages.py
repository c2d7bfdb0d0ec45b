"""Every page of shared understanding with a form keeps what is typed, and shows what was stored meanwhile."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from accounts.models import FormDraft, User
from core.kept import writer_token
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import signed_in
from tests.glossary.glossaries import agreed
from tests.understanding.expecting import aim, asked, draft
from tests.understanding.pulsing import answered, opened
from understanding.actions.pulse import close_round
from understanding.models import Expectation, PulseAnswer, PulseRound
from understanding.policies.pulse import mark_of_answer
from understanding.queries.expectations import address
from understanding.queries.pulse import answer_address

AUTOSAVE = {"autosave": "1", "draft_version": "0"}
ANSWERS = {"voice": "4", "pace": "unsure", "language": "none", "note": "Half a sen"}


def aim_address(project: Project) -> str:
    return f"/projects/{project.pk}/understanding/aim/write/"


def pace_address(project: Project) -> str:
    return f"/projects/{project.pk}/understanding/pace/agree/"


@pytest.fixture
def row(project: Project, amara: User) -> PulseRound:
    return opened(project, amara)


def words_of(answer: object) -> str:
    """A page on one line."""
    return " ".join(str(getattr(answer, "text", "")).split())


# What is begun


def test_an_aim_that_is_begun_is_given_back(project: Project, amara: User) -> None:
    aim(project, amara)
    browser = signed_in(amara)
    begun = browser.post(aim_address(project), {"text": "Half a sen", "version": "1"} | AUTOSAVE)
    assert begun.json()["version"] == 1
    assert "Half a sen</textarea>" in browser.get(aim_address(project)).text


def test_an_aim_that_was_begun_before_a_newer_version_is_still_about_the_older(project: Project, amara: User) -> None:
    aim(project, amara)
    browser, typed = signed_in(amara), {"text": "Mine.", "version": "1", "form_token": str(uuid.uuid4())}
    browser.post(aim_address(project), typed | AUTOSAVE)
    aim(project, amara, "Nobody decides alone.")
    assert 'name="version" value="1"' in browser.get(aim_address(project)).text
    assert browser.post(aim_address(project), typed).status_code == 409


def test_a_pace_that_is_begun_is_given_back_with_its_numbers(project: Project, amara: User) -> None:
    agreed(project, amara, 21, 18)
    browser = signed_in(amara)
    browser.post(pace_address(project), {"rapid_days": "7", "slow_months": "", "note": "Half a sen"} | AUTOSAVE)
    page = browser.get(pace_address(project)).text
    assert "Half a sen</textarea>" in page
    assert re.search(r'name="rapid_days" value="7"', page)
    assert 'value="18"' not in page


def test_answers_that_are_begun_are_given_back_with_their_ticks(row: PulseRound, dee: User) -> None:
    browser = signed_in(dee)
    assert browser.post(answer_address(row), ANSWERS | {"seen": ""} | AUTOSAVE).json()["version"] == 1
    page = browser.get(answer_address(row)).text
    assert "Half a sen</textarea>" in page
    assert page.count("checked") == 3
    assert not PulseAnswer.objects.exists()


def test_answers_that_are_begun_are_shown_to_nobody_else(row: PulseRound, amara: User, dee: User) -> None:
    signed_in(dee).post(answer_address(row), ANSWERS | {"seen": ""} | AUTOSAVE)
    page = signed_in(amara).get(answer_address(row)).text
    assert "Half a sen" not in page
    assert "checked" not in page


def test_closing_a_round_leaves_nothing_of_answers_that_were_begun(row: PulseRound, amara: User, dee: User) -> None:
    for person in (amara, dee):
        signed_in(person).post(answer_address(row), ANSWERS | {"seen": ""} | AUTOSAVE)
    close_round(row, by=amara)
    assert not FormDraft.objects.exists()
    page = signed_in(dee).get(answer_address(row)).text
    assert "Half a sen" not in page
    assert "See this round" in page


def test_what_arrives_after_closing_is_shown_and_not_kept(row: PulseRound, amara: User, dee: User) -> None:
    close_round(row, by=amara)
    browser = signed_in(dee)
    page = browser.post(answer_address(row), ANSWERS | {"seen": ""}).text
    assert "Half a sen</textarea>" in page
    assert page.count("checked") == 3
    assert browser.post(answer_address(row), ANSWERS | {"seen": ""} | AUTOSAVE).status_code == 409
    assert not FormDraft.objects.exists()


def test_answers_that_were_begun_can_be_copied_while_the_project_is_closed(row: PulseRound, dee: User) -> None:
    browser = signed_in(dee)
    browser.post(answer_address(row), ANSWERS | {"seen": ""} | AUTOSAVE)
    Project.objects.update(state=ProjectState.CLOSED)
    page = browser.get(answer_address(row)).text
    assert "so that you can copy it" in page
    assert "Half a sen</textarea>" in page
    assert "Save my answers" not in page


def test_answers_typed_by_somebody_else_at_the_same_screen_are_not_taken(
    row: PulseRound, amara: User, dee: User
) -> None:
    sent = ANSWERS | {"seen": "", "writer_token": writer_token(amara.pk)}
    assert signed_in(dee).post(answer_address(row), sent).status_code == 422
    assert not PulseAnswer.objects.exists()


# Somebody was faster


def test_a_newer_aim_stands_with_the_difference_marked(project: Project, amara: User) -> None:
    aim(project, amara, "Nobody leaves without a say.")
    aim(project, amara, "Nobody leaves without a plan.")
    typed = {"text": "Nobody leaves without a vote.", "version": "1", "form_token": str(uuid.uuid4())}
    answer = signed_in(amara).post(aim_address(project), typed)
    assert answer.status_code == 409
    assert "<dt>Version 2</dt> <dd> <p>Nobody leaves without a plan.</p>" in words_of(answer)
    assert marked(words_of(answer)) == (["plan."], ["vote."])


def marked(page: str) -> tuple[list[str], list[str]]:
    """What is struck through, and what is underlined."""
    cut = [re.findall(rf"<{name}>(.*?)</{name}>", page) for name in ("del", "ins")]
    return tuple([re.sub(r"<span.*?</span>", "", text).strip() for text in texts] for texts in cut)  # type: ignore[return-value]


def test_answers_of_another_window_stand_with_the_difference_marked(row: PulseRound, dee: User) -> None:
    answered(row, dee, note="We meet too late.", voice=1)
    answer = signed_in(dee).post(answer_address(row), {"voice": "1", "note": "We meet too early.", "seen": ""})
    page = words_of(answer)
    assert answer.status_code == 409
    assert "<p>Strongly disagree</p>" in page
    assert marked(page) == (["late."], ["early."])
    assert f'name="seen" value="{mark_of_answer(PulseAnswer.objects.get())}"' in page


def test_a_statement_answered_in_one_window_only_is_marked_too(row: PulseRound, dee: User) -> None:
    answered(row, dee, voice=1)
    answer = signed_in(dee).post(answer_address(row), {"voice": "1", "ways": "5", "note": "", "seen": ""})
    assert marked(words_of(answer)) == ([], ["Strongly agree"])


def test_an_expectation_saved_elsewhere_stands_with_the_difference_marked(
    project: Project, amara: User, dee: User
) -> None:
    asking = asked(project, amara)
    draft(asking, dee, "To be heard.")
    answer = signed_in(dee).post(address("write", asking, 1), {"text": "To be asked.", "version": "0"})
    assert answer.status_code == 409
    assert marked(words_of(answer)) == (["heard."], ["asked."])
    assert Expectation.objects.get().draft == "To be heard."


# Signed out meanwhile


def test_a_pace_sent_after_the_session_ended_is_given_back(project: Project, amara: User) -> None:
    browser = Client()
    typed = {"rapid_days": "7", "slow_months": "9", "note": "We said so.", "writer_token": writer_token(amara.pk)}
    assert browser.post(pace_address(project), typed).status_code == 403
    browser.force_login(amara)
    page = browser.get(pace_address(project)).text
    assert "We said so.</textarea>" in page
    assert 'name="rapid_days" value="7"' in page
