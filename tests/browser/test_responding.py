"""Responding with autosave, and changing, comparing and restoring what was sent: on a phone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from dialogues.models import Dialogue, Draft, Reflection
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.dialogues import planning
from tests.dialogues.writing import writer

WORDS = "The clinic wanted answers by Friday."
RESPONSE = "I did not know that Friday felt like that."


@pytest.fixture
def dialogue(project: Project, amara: User, chen: User, dee: User) -> Dialogue:
    """Revealed, with words of Dee's to the first prompt, sent through the actions."""
    made = planning.opened(project, amara, amara, chen, dee, title="How we decide together")
    desk = writer(made, dee)
    desk.save(WORDS)
    desk.send()
    return planning.revealed(made, amara)


def to_words(page: Page, dialogue: Dialogue) -> None:
    """The words, side by side."""
    page.goto(f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/words/")
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_a_response_is_saved_by_itself_and_stands_beside_the_words(
    open_as: Open, dialogue: Dialogue, chen: User, dee: User
) -> None:
    page = open_as(chen, size=PHONE)
    to_words(page, dialogue)
    check_page(page)
    page.get_by_role("link", name=re.compile("See it differently")).click()
    expect(page.get_by_label("Sees it differently")).to_be_checked()
    page.get_by_role("textbox").fill(RESPONSE)
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"Saved at \d\d:\d\d"))
    check_page(page)
    draft = Draft.objects.get()
    assert (draft.text, draft.manner) == (RESPONSE, "differs")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Your response is sent.")).to_be_visible()
    check_page(page)
    reader = open_as(dee)
    to_words(reader, dialogue)
    expect(reader.get_by_role("link", name="what Dee Marsh wrote")).to_be_visible()
    expect(reader.get_by_text(RESPONSE)).to_be_visible()
    check_page(reader)


def test_a_response_without_javascript(open_as: Open, dialogue: Dialogue, chen: User) -> None:
    page = open_as(chen, size=PHONE, script=False)
    to_words(page, dialogue)
    page.get_by_role("link", name=re.compile("Ask about it")).click()
    page.get_by_role("textbox").fill(RESPONSE)
    page.get_by_role("button", name="Change who reads this").click()
    page.get_by_label("The facilitators of this dialogue").check()
    page.get_by_role("button", name="Save these choices").click()
    expect(page.get_by_role("textbox")).to_have_value(RESPONSE)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Your response is sent.")).to_be_visible()
    response = Reflection.objects.get(text=RESPONSE)
    assert (response.manner, response.audience) == ("asks", "facilitators")


def test_words_are_changed_compared_and_restored_on_a_phone(open_as: Open, dialogue: Dialogue, dee: User) -> None:
    page = open_as(dee, size=PHONE)
    to_words(page, dialogue)
    page.get_by_role("link", name="Change your words").click()
    page.get_by_role("textbox").fill(WORDS.replace("Friday", "Monday"))
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile("Saved at"))
    page.goto(f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/check/")
    check_page(page)
    page.get_by_role("button", name="Send", exact=True).click()
    page.goto(f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/words/")
    expect(page.get_by_text("Changed after the reveal")).to_be_visible()
    page.get_by_role("link", name="Earlier versions").click()
    expect(page.locator("ins")).to_contain_text("Monday.")
    expect(page.locator("del")).to_contain_text("Friday.")
    check_page(page)
    page.get_by_role("button", name="Restore this version").click()
    expect(page.get_by_text("These are your words again.")).to_be_visible()
    assert Reflection.objects.get(seat__person=dee).text == WORDS


def test_enter_in_a_choice_of_the_writing_page_goes_on_and_does_not_change_who_reads_it(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    dialogue = planning.opened(project, amara, dee)
    page = open_as(dee)
    page.goto(f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/write/1/")
    page.get_by_text("What is it about? (optional)").click()
    page.get_by_label("A challenge").press("Enter")
    expect(page.get_by_text("Prompt 2 of 3.")).to_be_visible()


def test_after_signing_in_again_the_text_is_in_the_box_and_saves_itself(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    dee.set_password("correct horse battery")
    dee.save()
    dialogue = planning.opened(project, amara, dee)
    page = open_as(dee, size=PHONE)
    page.goto(f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/write/1/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("textbox").fill(WORDS)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Sign in").last.click()
    page.get_by_label("E-mail address").fill(dee.address)
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("textbox")).to_have_value(WORDS)
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile("Saved at"))
    assert Draft.objects.get(seat__person=dee).text == WORDS
