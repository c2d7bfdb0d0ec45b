"""From a pseudonymous reflection to a change, and to its contributor's own closing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from dialogues.models import Dialogue
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.dialogues import planning
from tests.dialogues.writing import writer

WORDS = "The letter frightened me."
SAID = "The letter says when somebody calls."


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User) -> Dialogue:
    """Revealed; Dee wrote as Finch."""
    made = planning.opened(project, amara, amara, dee, title="How we decide together")
    desk = writer(made, dee)
    desk.save(WORDS)
    desk.permit(audience="dialogue", name_rule="pseudonym", pseudonym="Finch")
    desk.send()
    return planning.revealed(made, amara)


def take_up(page: Page, dialogue: Dialogue) -> None:
    """From the words to a contribution."""
    page.goto(planning.url("dialogue_words", dialogue))
    page.get_by_role("link", name=re.compile("Take up as a contribution")).click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Take it up").click()
    expect(page.get_by_role("link", name="Write in a sentence what was said.")).to_be_visible()
    page.get_by_label("What was said, in a sentence").fill(SAID)
    page.get_by_role("button", name="Take it up").click()
    expect(page.get_by_text("Finch")).to_be_visible()


def answer(page: Page) -> None:
    """Decided, changed, told."""
    page.get_by_role("link", name="Decide", exact=True).click()
    page.get_by_label("Adopted", exact=True).check()
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("link", name="Say what changed").click()
    page.get_by_label("What changed because of it").fill("There is a new letter.")
    page.get_by_label("What shows it").fill("The letter of May.")
    page.get_by_role("button", name="Record the change").click()
    page.get_by_role("link", name="Tell what came of it", exact=True).click()
    check_page(page)
    page.get_by_label("What came of it").fill("The new letter says it.")
    page.get_by_role("button", name="Tell them").click()
    expect(page.get_by_text("It is told.")).to_be_visible()
    check_page(page)


def test_from_words_to_a_change_and_back(open_as: Open, dialogue: Dialogue, amara: User, dee: User) -> None:
    desk = open_as(amara)
    take_up(desk, dialogue)
    answer(desk)
    phone = open_as(dee, size=PHONE, script=False)
    phone.goto("/")
    phone.get_by_role("link", name="Read what came of your contribution").click()
    expect(phone.get_by_text("The new letter says it.")).to_be_visible()
    phone.get_by_label("Yes, for me this is closed").check()
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("It is closed. You can open it again.")).to_be_visible()
    reader = open_as(dee, size=PHONE)
    reader.goto(f"/projects/{dialogue.project_id}/contributions/")
    expect(reader.get_by_text(SAID)).to_be_visible()
    check_page(reader)
