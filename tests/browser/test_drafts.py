"""A long form is kept while somebody fills it in, on every device of theirs, and through the end of a session."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import FormDraft, User
from dialogues.models import Dialogue
from projects.models import Project
from tests import factories
from tests.browser.conftest import DESK, PHONE, Open, check_page

PURPOSE = "We want to hear what waiting for a letter feels like.\n\nNobody has asked us."
SAVED = re.compile(r"Saved at \d\d:\d\d")
GIVEN_BACK = re.compile(r"What you began on .* is here again\. Nobody else reads it\.")


@pytest.fixture
def address(project: Project, amara: User) -> str:
    """The longest form there is: planning a dialogue."""
    return f"/projects/{project.pk}/dialogues/new/"


def fill_in(page: Page) -> None:
    """Words, a short answer, a tick, a date and a choice."""
    page.get_by_label("Title").fill("How we decide together")
    page.get_by_label("Purpose").fill(PURPOSE)
    page.get_by_label("Time zone").select_option("Asia/Kolkata")
    page.get_by_label("Writing ends").fill("2027-05-12T14:30")
    page.get_by_label("We look back on").fill("2027-09-01")
    page.locator("input[name=themes]").nth(1).check()
    page.locator("input[name=step_1]").fill("Tea")
    page.locator("input[name=minutes_1]").fill("15")


def expect_filled_in(page: Page) -> None:
    """Everything of `fill_in` is there."""
    expect(page.get_by_label("Title")).to_have_value("How we decide together")
    expect(page.get_by_label("Purpose")).to_have_value(PURPOSE)
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Kolkata")
    expect(page.get_by_label("Writing ends")).to_have_value("2027-05-12T14:30")
    expect(page.get_by_label("We look back on")).to_have_value("2027-09-01")
    expect(page.locator("input[name=themes]").nth(0)).not_to_be_checked()
    expect(page.locator("input[name=themes]").nth(1)).to_be_checked()
    expect(page.locator("input[name=step_1]")).to_have_value("Tea")


def expect_saved(page: Page) -> None:
    """The line says so."""
    expect(page.locator("[data-autosave-status]")).to_have_text(SAVED, timeout=15_000)


def begun(open_as: Open, address: str, person: User) -> Page:
    """A page on which the form is filled in and saved."""
    page = open_as(person)
    page.goto(address)
    fill_in(page)
    expect_saved(page)
    return page


def test_a_form_that_was_begun_is_there_on_another_device(open_as: Open, address: str, amara: User) -> None:
    begun(open_as, address, amara).close()
    phone = open_as(amara, size=PHONE)
    phone.goto(address)
    expect(phone.get_by_text(GIVEN_BACK)).to_be_visible()
    expect_filled_in(phone)
    check_page(phone)


def test_what_is_typed_last_is_saved_when_the_page_is_left(open_as: Open, address: str, amara: User) -> None:
    page = open_as(amara)
    page.goto(address)
    page.get_by_label("Purpose").fill(PURPOSE)
    page.goto("about:blank")
    for _attempt in range(50):
        if FormDraft.objects.exists():
            break
        page.wait_for_timeout(100)
    desk = open_as(amara, size=DESK)
    desk.goto(address)
    expect(desk.get_by_label("Purpose")).to_have_value(PURPOSE)


def test_a_session_that_ends_while_somebody_writes_loses_nothing(open_as: Open, address: str, amara: User) -> None:
    amara.set_password(factories.PASSWORD)
    amara.save()
    page = open_as(amara)
    page.goto(address)
    page.context.clear_cookies(name="sessionid")
    fill_in(page)
    expect(page.get_by_text("You have been signed out. Your text is still here.").first).to_be_visible()
    page.get_by_role("button", name="Plan the dialogue").click()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    page.get_by_role("link", name="Sign in").last.click()
    page.get_by_label("E-mail address").fill(amara.address)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("This is what you wrote before you were signed out.")).to_be_visible()
    expect_filled_in(page)
    expect_saved(page)
    assert FormDraft.objects.get().person == amara


def test_it_can_be_thrown_away(open_as: Open, address: str, amara: User) -> None:
    page = begun(open_as, address, amara)
    page.goto(address)
    page.get_by_role("button", name="Throw it away and start again").click()
    expect(page.get_by_label("Purpose")).to_have_value("")
    expect(page.get_by_text(GIVEN_BACK)).to_have_count(0)
    assert not FormDraft.objects.exists()


def test_once_it_is_sent_nothing_is_given_back(open_as: Open, address: str, amara: User) -> None:
    page = begun(open_as, address, amara)
    page.get_by_role("button", name="Plan the dialogue").click()
    expect(page.get_by_text("The dialogue is planned.")).to_be_visible()
    assert (Dialogue.objects.get().purpose, FormDraft.objects.count()) == (PURPOSE, 0)


def test_two_tabs_overwrite_nothing(open_as: Open, address: str, amara: User) -> None:
    first, second = open_as(amara), open_as(amara)
    for page in (first, second):
        page.goto(address)
    first.get_by_label("Purpose").fill("In the first tab.")
    expect_saved(first)
    second.get_by_label("Purpose").fill("In the second tab.")
    expect(second.locator("[data-autosave-conflict]")).to_be_visible()
    assert FormDraft.objects.get().fields["purpose"] == ["In the first tab."]
    check_page(second)
    second.get_by_role("button", name="Keep my text and go on").click()
    expect_saved(second)
    assert FormDraft.objects.get().fields["purpose"] == ["In the second tab."]


def test_a_save_that_hangs_is_given_up_and_tried_again(open_as: Open, address: str, amara: User) -> None:
    page = open_as(amara)
    page.clock.install()
    page.goto(address)
    hanging: list[object] = []
    page.route(f"**{address}", lambda route: hanging.append(route), times=1)
    page.get_by_label("Purpose").fill(PURPOSE)
    with page.expect_request(lambda request: request.method == "POST"):
        page.clock.run_for(3_000)
    page.clock.run_for(15_000)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Not saved. We are trying again.")
    page.clock.run_for(3_000)
    expect_saved(page)


def test_without_a_script_the_form_works_and_keeps_what_did_not_pass(open_as: Open, address: str, amara: User) -> None:
    page = open_as(amara, script=False)
    page.goto(address)
    page.get_by_label("Purpose").fill(PURPOSE)
    page.get_by_role("button", name="Plan the dialogue").click()
    expect(page.get_by_text("Give the dialogue a title.").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_label("Purpose")).to_have_value(PURPOSE)
