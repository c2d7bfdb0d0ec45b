"""A partner raises a barrier, a coordinator lives with it in the end; a kept disagreement becomes a tension."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from projects.models import Project
from tests.browser.conftest import DESK, PHONE, Open, check_page
from tests.dialogues.recording import kept, open_words
from tests.tensions.tensions import tension

TITLE = "A new leaflet needs nine signatures."


def test_a_partner_raises_a_barrier_on_a_phone_without_javascript(open_as: Open, project: Project, dee: User) -> None:
    page = open_as(dee, size=PHONE, script=False)
    page.goto(f"/projects/{project.pk}/")
    page.get_by_role("navigation").get_by_role("link", name="Tensions").click()
    page.get_by_role("link", name="Raise a tension or barrier").click()
    page.get_by_role("button", name="Put it in the register").click()
    expect(page.get_by_text("Say in one sentence what is difficult.").first).to_be_visible()
    page.get_by_label("Barrier: from an organisation").check()
    page.get_by_label("Opposition of an institution").check()
    page.get_by_label("In one sentence").fill(TITLE)
    page.get_by_label("Patient").check()
    page.get_by_role("button", name="Put it in the register").click()
    page.get_by_role("link", name="Add a step").click()
    page.get_by_label("What was done?").fill("Drew who signs what.")
    page.get_by_role("button", name="Add the step").click()
    expect(page.get_by_text("Drew who signs what.")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["at a desk", "on a phone"])
def test_a_coordinator_escalates_a_barrier_and_lives_with_it(
    open_as: Open, project: Project, amara: User, dee: User, size: dict[str, int]
) -> None:
    made = tension(project, dee, title=TITLE, days=100)
    page = open_as(amara, size=size)
    page.goto(f"{made.get_absolute_url()}escalate/")
    page.get_by_label("To whom?").fill("The patient information group")
    page.get_by_label("Why?").fill("Only they can change the form.")
    page.get_by_role("button", name="Escalate it").click()
    page.get_by_role("link", name="Resolve it or live with it").click()
    page.get_by_role("button", name="Save how it ends").click()
    check_page(page)
    page.get_by_label("Lived with").check()
    page.get_by_label("Why?").fill("The form stays.")
    page.get_by_role("button", name="Save how it ends").click()
    expect(page.get_by_role("heading", name="Why we live with it")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Tensions and barriers", exact=True).click()
    expect(page.get_by_role("figure", name="Age of tensions")).to_be_visible()
    expect(page.get_by_role("row", name=TITLE)).to_be_visible()
    check_page(page)
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Save as a CSV file").click()
    assert re.fullmatch(r"tensions-\d{4}-\d\d-\d\d\.csv", fetched.value.suggested_filename)


def test_a_kept_disagreement_becomes_a_tension_with_a_click(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    dialogue = open_words(project, amara, amara, dee)
    kept(dialogue, amara)
    page = open_as(dee, size=PHONE)
    page.goto(f"/projects/{project.pk}/dialogues/{dialogue.pk}/outcomes/")
    page.get_by_role("link", name="Add to the tensions").click()
    check_page(page)
    page.get_by_role("button", name="Put it in the register").click()
    expect(page.get_by_role("heading", name="How soon is soon?")).to_be_visible()
    page.get_by_role("link", name=re.compile("A kept disagreement of the dialogue")).click()
    expect(page.get_by_role("link", name="In the register of tensions")).to_be_visible()
    check_page(page)
