"""What is sent to a page that was closed meanwhile stays on the screen, and is kept where the page keeps drafts."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import FormDraft, User
from core.kept import Typed, typed_in, writer_token
from dialogues.actions.dialogues import close_dialogue
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.dialogues.planning import url
from tests.dialogues.recording import open_words
from tests.factories import signed_in

pytestmark = pytest.mark.django_db
WORDS = "Nobody shall lose this."
KEPT, COPY = "It is kept, for you alone.", "It is not saved. It is below"


def form_of(person: User, **fields: str) -> dict[str, Any]:
    """As a page sends it that keeps what is typed."""
    return {"writer_token": writer_token(person.pk), "form_token": str(uuid.uuid4()), "draft_version": "0", **fields}


def test_a_project_that_was_closed_shows_and_keeps_what_was_sent(project: Project, dee: User) -> None:
    address, browser = reverse("contributions:contribution_add", args=[project.pk]), signed_in(dee)
    Project.objects.update(state=ProjectState.CLOSED)
    answer = browser.post(address, form_of(dee, said=WORDS, answer_by="2027-05-12"))
    assert answer.status_code == 409
    assert f"{WORDS}</textarea>" in answer.text
    assert "Wednesday 12 May 2027</textarea>" in answer.text
    assert KEPT in answer.text


def test_the_address_shows_it_again_and_to_nobody_else(project: Project, dee: User, amara: User) -> None:
    address = reverse("contributions:contribution_add", args=[project.pk])
    Project.objects.update(state=ProjectState.CLOSED)
    signed_in(dee).post(address, form_of(dee, said=WORDS))
    assert f"{WORDS}</textarea>" in signed_in(dee).get(address).text
    assert WORDS not in signed_in(amara).get(address).text


def test_a_form_without_a_text_box_is_shown(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    form = {"writer_token": writer_token(amara.pk), "title": "Signed", "pace": "slow"}
    answer = signed_in(amara).post(reverse("milestones:milestone_add", args=[project.pk]), form)
    assert "Signed</textarea>" in answer.text
    assert COPY in answer.text


def test_a_dialogue_that_was_closed_shows_what_was_sent(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, amara, dee)
    address, browser = url("agreement_add", dialogue), signed_in(amara)
    close_dialogue(dialogue, by=amara)
    assert f"{WORDS}</textarea>" in browser.post(address, form_of(amara, text=WORDS)).text
    assert f"{WORDS}</textarea>" in browser.get(address).text


def test_who_was_taken_out_meanwhile_can_copy_what_they_wrote(project: Project, dee: User) -> None:
    Membership.objects.filter(person=dee).delete()
    answer = signed_in(dee).post(reverse("contributions:contribution_add", args=[project.pk]), form_of(dee, said=WORDS))
    assert (answer.status_code, FormDraft.objects.count()) == (404, 0)
    assert f"{WORDS}</textarea>" in answer.text


def test_a_page_of_somebody_else_is_not_kept(project: Project, dee: User, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    address = reverse("contributions:contribution_add", args=[project.pk])
    answer = signed_in(dee).post(address, form_of(amara, said=WORDS))
    assert COPY in answer.text
    assert not FormDraft.objects.exists()


def test_a_button_shows_nothing(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    answer = signed_in(amara).post(reverse("participants:consent_begin", args=[project.pk]), {"form_token": "x"})
    assert answer.status_code == 409
    assert "textarea" not in answer.text


def test_without_any_cookie_all_that_was_filled_in_waits_for_its_writer(project: Project, dee: User) -> None:
    address, browser = reverse("contributions:contribution_add", args=[project.pk]), Client(enforce_csrf_checks=True)
    page = browser.post(address, form_of(dee, said=WORDS, settled="on"))
    assert page.status_code == 403
    assert f'href="/account/login/?next={address}"' in page.text
    assert "Settled</label>" in page.text
    browser.force_login(dee)
    assert f"{WORDS}</textarea>" in browser.get(address).text


def test_what_was_filled_in_is_said_under_the_names_of_its_fields() -> None:
    fields = {
        "what_happens": ["It is\nslow."],
        "borne_by": ["patient", "carer"],
        "taken_on": ["2027-05-12"],
        "due_on": ["2027-02-31"],
        "agreed": ["on"],
        "owner": [str(uuid.uuid4())],
        "version": ["3"],
        "note": [" "],
    }
    assert typed_in(fields) == [
        Typed("What happens", "It is\nslow."),
        Typed("Borne by", "patient; carer"),
        Typed("Taken on", "Wednesday 12 May 2027"),
        Typed("Due on", "2027-02-31"),
        Typed("Agreed", "Yes"),
    ]
