"""Two tabs that go on from one draft: what the second one sends is never taken for what the first one sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contributions.models import Contribution
from core.models import Submitted
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement, PromptSet
from glossary.models import Definition
from milestones.models import Phase
from projects.models import PaceAgreement, Project
from tensions.models import Tension, TensionStep
from tests.dialogues.planning import url
from tests.dialogues.recording import open_words
from tests.factories import in_days, signed_in
from tests.glossary.glossaries import term
from tests.projects.making import membership
from tests.tensions.tensions import tension
from understanding.models import Aim

pytestmark = pytest.mark.django_db
A, B = "What the first tab says.", "What the second tab says."
DIFFICULTY = {"nature": "tension", "challenge": "pace", "title": "It is slow.", "borne_by": ["patient"], "owner": ""}
PLAN = {"title": "We decide", "time_zone": "Europe/London", "writing_ends_at": "2027-05-12T14:30", "themes": ["pace"]}
FROM_NOBODY = {"contributor": "nobody", "answer_by": in_days(9).isoformat()}
POSITIONS = {"held_by_1": "patient", "held_by_2": "carer", "text_2": "Soon.", "look_back_on": in_days(90).isoformat()}
PHASE = {"title": "Listening", "starts_on": "2027-01-05", "ends_on": "2027-03-05"}
# Each page with a draft whose form makes something: what it makes, what is filled in beside, and its text box.
PAGES: dict[str, tuple[type[Submitted], dict[str, Any], str]] = {
    "contributions:contribution_add": (Contribution, FROM_NOBODY, "said"),
    "tensions:tension_add": (Tension, DIFFICULTY, "text"),
    "glossary:term_add": (Definition, {"name": "Partner", "basis": "lived", "plain_text": ""}, "text"),
    "milestones:phase_add": (Phase, PHASE, "call"),
    "understanding:pace_agree": (PaceAgreement, {"rapid_days": "14", "slow_months": "12"}, "note"),
    "dialogues:dialogue_create": (Dialogue, PLAN, "purpose"),
    "dialogues:prompt_set_make": (PromptSet, {"seen": "0", "prompt_1": "What helped?"}, "name"),
}
OF_A_DIALOGUE: dict[str, tuple[type[Submitted], dict[str, Any], str]] = {
    "agreement_add": (Agreement, {}, "text"),
    "agreed_action_add": (AgreedAction, {"due_on": in_days(9).isoformat()}, "text"),
    "disagreement_add": (KeptDisagreement, {"title": "How soon?", **POSITIONS}, "text_1"),
}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def second_tab(browser: Client, address: str, filled: dict[str, Any], box: str) -> Any:
    """Type in one tab until it is kept, open another, send the first and then the second; its answer."""
    first = {**filled, box: A, "form_token": hidden(browser.get(address).text, "form_token")}
    browser.post(address, {**first, "autosave": "1", "draft_version": "0"})
    page = browser.get(address).text
    assert A in page
    assert browser.post(address, first).status_code == 303
    return browser.post(address, {**filled, box: B, "form_token": hidden(page, "form_token")})


def check_nothing_is_lost(browser: Client, address: str, model: type[Submitted], filled: Any, box: str) -> None:
    """It is told and shown, nothing is made of it before the button is pressed again, and then it is."""
    before = model._default_manager.count()
    answer = second_tab(browser, address, filled, box)
    assert answer.status_code == 409
    assert "was sent already with other words" in answer.text
    assert B in answer.text
    assert model._default_manager.count() == before + 1
    again = {**filled, box: B, "form_token": hidden(answer.text, "form_token")}
    assert browser.post(address, again).status_code == 303
    assert model._default_manager.count() == before + 2


@pytest.mark.parametrize("name", PAGES)
def test_on_a_page_of_the_project(project: Project, amara: User, name: str) -> None:
    model, filled, box = PAGES[name]
    if name == "contributions:contribution_add":
        filled = {**filled, "owner": str(membership(project, amara).pk)}
    check_nothing_is_lost(signed_in(amara), reverse(name, args=[project.pk]), model, filled, box)


@pytest.mark.parametrize("name", OF_A_DIALOGUE)
def test_on_a_page_of_a_dialogue(project: Project, amara: User, dee: User, name: str) -> None:
    dialogue = open_words(project, amara, amara, dee)
    model, filled, box = OF_A_DIALOGUE[name]
    if name == "agreed_action_add":
        filled = {**filled, "owner": str(dialogue.seats.get(person=dee).pk)}
    check_nothing_is_lost(signed_in(amara), url(name, dialogue), model, filled, box)


def test_on_a_page_of_a_tension(project: Project, amara: User) -> None:
    address = reverse("tensions:tension_step", args=[project.pk, tension(project, amara).pk])
    check_nothing_is_lost(signed_in(amara), address, TensionStep, {"taken_on": in_days(-1).isoformat()}, "text")


def test_on_a_page_of_a_word(project: Project, amara: User) -> None:
    address = reverse("glossary:meaning_add", args=[project.pk, term(project, amara).pk])
    check_nothing_is_lost(signed_in(amara), address, Definition, {"basis": "clinical", "plain_text": ""}, "text")


def test_the_aim_of_the_second_tab_is_shown_beside_that_of_the_first(project: Project, amara: User) -> None:
    address, browser = reverse("understanding:aim_write", args=[project.pk]), signed_in(amara)
    answer = second_tab(browser, address, {"version": "0"}, "text")
    assert answer.status_code == 409
    assert f"<p>{A}</p>" in answer.text
    assert f"{B}</textarea>" in answer.text
    names = ("form_token", "version")
    again = {"text": B, **{name: hidden(answer.text, name) for name in names}}
    assert browser.post(address, again).status_code == 303
    assert [aim.text for aim in Aim.objects.order_by("number")] == [A, B]


def test_the_same_words_are_one_thing_from_wherever_they_are_sent(project: Project, amara: User) -> None:
    address, browser = reverse("tensions:tension_add", args=[project.pk]), signed_in(amara)
    sent = {
        **DIFFICULTY,
        "text": "One line.\r\nAnother.",
        "form_token": hidden(browser.get(address).text, "form_token"),
    }
    answers = [browser.post(address, sent | {"text": text}) for text in (sent["text"], "One line.\nAnother.")]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Tension.objects.count() == 1
