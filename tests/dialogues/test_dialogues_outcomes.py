"""Kept disagreements: who records them, when, and where they are read."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from accounts.models import User
from dialogues.actions import dialogues as actions
from dialogues.models import KeptDisagreement
from projects.models import Project
from tests.dialogues.planning import opened, page, revealed, url
from tests.factories import in_days, signed_in


def typed(**changes: Any) -> dict[str, Any]:
    """A disagreement of two positions."""
    form = {
        "form_token": str(uuid.uuid4()),
        "title": "How soon is soon enough?",
        "look_back_on": in_days(90).isoformat(),
        "held_by_1": "patient",
        "text_1": "When we know each other.",
        "held_by_2": "clinician",
        "text_2": "Before the winter list.",
    }
    return form | changes


def test_a_facilitator_records_both_positions(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee, facilitator=dee), amara)
    assert signed_in(dee).post(url("disagreement_add", dialogue), typed()).status_code == 303
    kept = KeptDisagreement.objects.get()
    assert {(row.held_by, row.text) for row in kept.positions.all()} == {
        ("patient", "When we know each other."),
        ("clinician", "Before the winter list."),
    }


def test_two_positions_of_one_standpoint_are_a_disagreement_too(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    signed_in(amara).post(url("disagreement_add", dialogue), typed(held_by_2="patient"))
    assert KeptDisagreement.objects.get().positions.filter(held_by="patient").count() == 2


def test_a_double_click_records_it_once(project: Project, amara: User, dee: User) -> None:
    dialogue, form = revealed(opened(project, amara, dee), amara), typed()
    for _ in range(2):
        assert signed_in(amara).post(url("disagreement_add", dialogue), form).status_code == 303
    assert KeptDisagreement.objects.get().positions.count() == 2


@pytest.mark.parametrize("name", ["dialogue_words", "dialogue_detail"])
def test_both_positions_are_read_where_the_dialogue_is(name: str, project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    signed_in(amara).post(url("disagreement_add", dialogue), typed())
    text = page(signed_in(dee), name, dialogue)
    assert "When we know each other." in text
    assert "Before the winter list." in text


def test_a_partner_with_a_plain_seat_cannot_record(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    assert signed_in(dee).post(url("disagreement_add", dialogue), typed()).status_code == 403


def test_nothing_is_recorded_before_the_reveal(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    assert signed_in(amara).post(url("disagreement_add", dialogue), typed()).status_code == 409
    assert not KeptDisagreement.objects.exists()


def test_nothing_is_recorded_after_the_close(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    actions.close_dialogue(dialogue, by=amara)
    assert signed_in(amara).post(url("disagreement_add", dialogue), typed()).status_code == 409


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Say what we differ on."),
        ({"look_back_on": ""}, "Choose the day on which we look back."),
        ({"look_back_on": "someday"}, "Write a date"),
        ({"look_back_on": "2020-01-01"}, "Choose a day after today."),
        ({"held_by_1": ""}, "Say whose position this is."),
        ({"held_by_1": "king"}, "Choose a standpoint from the list."),
        ({"text_1": " "}, "Write this position in their words."),
        ({"held_by_2": "", "text_2": ""}, "Write this position in their words."),
        ({"held_by_3": "carer"}, "Write this position in their words."),
        ({"text_1": "x" * 1_000_000}, "5000"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    changes: dict[str, Any], sentence: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    response = signed_in(amara).post(
        url("disagreement_add", dialogue), typed(text_4="A fourth", held_by_4="carer") | changes
    )
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "A fourth" in response.content.decode()
