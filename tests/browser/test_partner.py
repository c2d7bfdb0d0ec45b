"""A patient logs a reflection: on a phone, without JavaScript, and through what can go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from dialogues.models import Dialogue, Draft, Reflection
from projects.models import Project
from tests.browser.conftest import DESK, PHONE, Open, check_page
from tests.dialogues import planning

WORDS = "The clinic wanted answers by Friday. I was still working out whether I was allowed to disagree."


@pytest.fixture
def dialogue(project: Project, amara: User, chen: User, dee: User) -> Dialogue:
    """Open for writing, with seats for a coordinator, a clinician and a patient."""
    return planning.opened(project, amara, amara, chen, dee, title="How we decide together")


def to_first_prompt(page: Page, check: Callable[[Page], None] = check_page) -> None:
    """From what needs me to the first prompt."""
    page.goto("/")
    check(page)
    page.get_by_role("link", name="Write your reflections").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("pace")


def go_on(page: Page, prompts: int) -> None:
    """Continue from the first prompt through the last."""
    for number in range(1, prompts + 1):
        expect(page.get_by_text(f"Prompt {number} of {prompts}.")).to_be_visible()
        page.get_by_role("button", name="Continue").click()


def answer_and_send(page: Page, check: Callable[[Page], None]) -> None:
    """Write to one prompt, leave the others, check and send."""
    page.get_by_role("textbox").fill(WORDS)
    check(page)
    go_on(page, 3)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("Only being read. Not analysed, not quoted.").first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Your reflections are sent")).to_be_visible()
    check(page)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_patient_logs_a_reflection_on_a_phone(open_as: Open, dialogue: Dialogue, dee: User, script: bool) -> None:
    page = open_as(dee, size=PHONE, script=script)
    check = check_page if script else lambda page: None  # axe itself is a script
    to_first_prompt(page, check)
    answer_and_send(page, check)
    assert [row.text for row in Reflection.objects.filter(seat__person=dee)] == [WORDS]


def test_what_is_typed_is_saved_by_itself_and_still_there_on_another_device(
    open_as: Open, dialogue: Dialogue, dee: User
) -> None:
    phone = open_as(dee, size=PHONE)
    to_first_prompt(phone)
    phone.get_by_role("textbox").fill(WORDS)
    expect(phone.locator("[data-autosave-status]")).to_have_text(re.compile(r"Saved at \d\d:\d\d"))
    assert Draft.objects.get(seat__person=dee).text == WORDS
    desk = open_as(dee, size=DESK)
    desk.goto(phone.url)
    expect(desk.get_by_role("textbox")).to_have_value(WORDS)


def test_what_is_typed_before_the_script_has_arrived_is_saved_by_itself(
    open_as: Open, dialogue: Dialogue, dee: User
) -> None:
    page = open_as(dee, size=PHONE)
    waiting: list[Route] = []
    page.route("**/autosave.js", lambda route: waiting.append(route))
    with page.expect_request("**/autosave.js"):
        page.goto(f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/write/1/", wait_until="commit")
    page.get_by_role("textbox").fill(WORDS)
    waiting[0].continue_()
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile("Saved at"))
    assert Draft.objects.get(seat__person=dee).text == WORDS


def test_two_tabs_lose_neither_text(open_as: Open, dialogue: Dialogue, dee: User) -> None:
    first, second = open_as(dee), open_as(dee)
    to_first_prompt(first)
    second.goto(first.url)
    first.get_by_role("textbox").fill("Written in the first tab.")
    expect(first.locator("[data-autosave-status]")).to_have_text(re.compile("Saved at"))
    second.get_by_role("textbox").fill("Written in the second tab.")
    expect(second.locator("[data-autosave-conflict]")).to_be_visible()
    expect(second.locator("[data-autosave-other]")).to_have_text("Written in the first tab.")
    expect(second.get_by_role("textbox")).to_have_value("Written in the second tab.")
    assert Draft.objects.get(seat__person=dee).text == "Written in the first tab."


def test_a_changed_permission_is_what_the_check_page_shows(open_as: Open, dialogue: Dialogue, dee: User) -> None:
    page = open_as(dee, size=PHONE)
    to_first_prompt(page)
    page.get_by_role("textbox").fill(WORDS)
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile("Saved at"))
    page.get_by_role("button", name="Change who reads this").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who reads it")
    check_page(page)
    page.get_by_label("My standpoint only, without a name").check()
    page.get_by_label("Quoted without my name").check()
    page.get_by_role("button", name="Save these choices").click()
    expect(page.get_by_text("Patient, name not shown")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_value(WORDS)


def test_words_stay_blind_until_the_reveal_and_then_stand_side_by_side(
    open_as: Open, dialogue: Dialogue, amara: User, chen: User, dee: User
) -> None:
    planning.sent(dialogue, chen, "If I cannot change the letter this month, the winter list will be full.")
    planning.sent(dialogue, dee, WORDS)
    page = open_as(dee)
    words = f"/projects/{dialogue.project_id}/dialogues/{dialogue.pk}/words/"
    page.goto(words)
    expect(page.get_by_text("winter list")).to_have_count(0)
    check_page(page)
    planning.revealed(dialogue, amara)
    page.goto(words)
    expect(page.get_by_text("winter list")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    check_page(page)
