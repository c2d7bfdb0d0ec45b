"""A coordinator adds a milestone, sees it on the timeline and completes it with evidence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import User
from milestones.enums import MilestoneState
from milestones.models import Milestone
from projects.models import Project
from tests import factories
from tests.browser.conftest import DESK, PHONE, Open, check_page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["at a desk", "on a phone"])
def test_a_coordinator_adds_and_completes_a_milestone(
    open_as: Open, project: Project, amara: User, chen: User, size: dict[str, int]
) -> None:
    page = open_as(amara, size=size)
    page.goto("/")
    check_page(page)
    page.get_by_role("link", name="Projects", exact=True).click()
    page.get_by_role("link", name="Breathing Together").click()
    check_page(page)
    page.get_by_role("navigation").get_by_role("link", name="Milestones").click()
    check_page(page)
    page.get_by_role("main").get_by_role("link", name="Add a milestone").first.click()
    check_page(page)
    page.get_by_role("button", name="Add the milestone").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check_page(page)
    page.get_by_label("Milestone").fill("First brief to the clinic")
    page.get_by_label("Owner").select_option(index=1)
    page.get_by_label("Due").fill(factories.in_days(10).isoformat())
    page.get_by_label("Rapid").check()
    page.get_by_label("Output").check()
    page.get_by_role("button", name="Add the milestone").click()
    page.get_by_role("link", name="Milestones", exact=True).first.click()
    expect(page.get_by_role("row", name="First brief to the clinic")).to_be_visible()
    expect(page.get_by_role("figure", name="Timeline")).to_be_visible()
    check_page(page)
    page.get_by_role("row").get_by_role("link", name="First brief to the clinic").click()
    check_page(page)
    page.get_by_role("link", name="Complete").click()
    check_page(page)
    page.get_by_label("What was made, and who has it now?").fill("Sent to the clinic and read out at its meeting.")
    page.get_by_role("button", name="Complete the milestone").click()
    expect(page.get_by_text("Completed").first).to_be_visible()
    check_page(page)
    assert Milestone.objects.get().state == MilestoneState.DONE


def test_the_pages_of_a_project_hold_nothing_that_axe_finds(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    page = open_as(amara, size=PHONE)
    for path in ("", "people/", "people/add/", "history/", "dialogues/", "dialogues/new/", "edit/", "state/"):
        page.goto(f"/projects/{project.pk}/{path}")
        check_page(page)
