"""The shared aim is signed, expectations are written blind, and then stand side by side."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from accounts.models import User
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.understanding.expecting import aim, asked, mirrored, revealed, sent
from understanding.actions.aims import sign_aim
from understanding.models import AimSignature, Expectation, ExpectationRound
from understanding.queries.expectations import address

WORDS = "That somebody asks me before they write my plan."


def test_a_partner_signs_the_aim_and_says_what_they_expect_on_a_phone(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    sign_aim(aim(project, amara), by=amara)
    asked(project, amara)
    page = open_as(dee, size=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Read and sign the shared aim").click()
    check_page(page)
    page.get_by_role("button", name="Sign for myself").click()
    expect(page.get_by_text("1 of 1 patients has signed")).to_be_visible()
    assert AimSignature.objects.filter(membership__person=dee).exists()
    page.goto("/")
    page.get_by_role("link", name="Say what you expect").click()
    writes_and_sends(page)
    assert Expectation.objects.get(membership__person=dee).text == WORDS


def writes_and_sends(page: Page) -> None:
    """To one question; the other three are left."""
    page.get_by_role("textbox").fill(WORDS)
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"Saved at \d\d:\d\d"))
    check_page(page)
    for number in range(1, 5):
        expect(page.get_by_text(f"Question {number} of 4.")).to_be_visible()
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("once a coordinator reveals it")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Your expectations are sent")).to_be_visible()


def test_a_coordinator_asks_again_and_reveals_what_changed(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    mirrored(project, amara, amara, dee)
    page = open_as(amara)
    page.goto(f"/projects/{project.pk}/understanding/expectations/")
    page.get_by_role("link", name="Ask again").click()
    page.get_by_role("button", name="Ask everybody").click()
    expect(page.get_by_text("Fewer than three people")).to_be_visible()
    check_page(page)
    row = ExpectationRound.objects.latest("number")
    sent(row, amara, "Words of Amara Okafor.")
    sent(row, dee, WORDS)
    page.get_by_role("link", name="Reveal").click()
    check_page(page)
    page.get_by_role("button", name="Reveal to everybody who takes part").click()
    page.get_by_text("What changed since the round before").click()
    expect(page.get_by_text("People, by topic, since round 1")).to_be_visible()
    check_page(page)


def test_the_mirror_and_the_history_fit_a_phone_without_scripts(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    aim(project, amara)
    aim(project, amara, "Nobody leaves without a plan they chose.")
    row = mirrored(project, amara, amara, dee)
    second = asked(project, amara)
    for person in (amara, dee):
        sent(second, person, "W" * 200)
    revealed(second, amara)
    page = open_as(dee, size=PHONE)
    for place in (
        f"/projects/{project.pk}/understanding/aim/history/",
        address("round", row),
        address("round", second),
    ):
        page.goto(place)
        check_page(page)
    still = open_as(dee, size=PHONE, script=False)
    still.goto(address("round", row))
    still.get_by_role("navigation", name="Topics").get_by_role("link", name="Pace").click()
    expect(still.get_by_role("heading", name="Pace")).to_be_visible()
    expect(still.get_by_role("heading", name="Purpose")).to_have_count(0)
