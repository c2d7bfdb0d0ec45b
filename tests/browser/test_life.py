"""A coordinator says where the project is, closes it, opens it again and starts the next one from a copy."""

from __future__ import annotations

from playwright.sync_api import expect

from accounts.models import User
from projects.models import Project
from tests.browser.conftest import DESK, PHONE, Open, check_page
from tests.factories import in_days
from tests.overview.living import phase
from tests.projects.making import milestone


def test_a_project_from_its_first_phase_to_its_copy_without_a_script(
    open_as: Open, project: Project, amara: User
) -> None:
    milestone(project, amara)
    page = open_as(amara, size=DESK, script=False)
    page.goto(f"/projects/{project.pk}/phases/")
    page.get_by_role("link", name="Add a phase").click()
    page.get_by_label("Phase").fill("Listening")
    page.get_by_label("Starts").fill(in_days(-5).isoformat())
    page.get_by_label("Ends").fill(in_days(5).isoformat())
    page.get_by_label("What you can do now").fill("Tell us what matters to you.")
    page.get_by_role("button", name="Add the phase").click()
    page.goto(f"/projects/{project.pk}/")
    expect(page.get_by_role("listitem").filter(has_text="You are here")).to_contain_text("Listening")
    expect(page.get_by_text("Tell us what matters to you.")).to_be_visible()
    page.get_by_role("link", name="Close the project or change its state").click()
    page.get_by_role("link", name="Close the project").click()
    expect(page.get_by_text("1 milestone is not completed.")).to_be_visible()
    page.get_by_role("button", name="Close the project").click()
    expect(page.get_by_text("This project has been closed since")).to_be_visible()
    page.get_by_role("link", name="Open it again", exact=True).click()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("The project is open again.")).to_be_visible()
    page.get_by_role("link", name="Start a project from a copy").click()
    page.get_by_label("Title of the new project").fill("Breathing Again")
    page.get_by_label("The new project starts").fill(in_days(0).isoformat())
    page.get_by_role("button", name="See what is copied").click()
    expect(page.get_by_text("1 milestone, not yet started and without evidence.")).to_be_visible()
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_role("heading", name="Breathing Again")).to_be_visible()


def test_the_pages_of_its_life_hold_nothing_that_axe_finds(open_as: Open, project: Project, amara: User) -> None:
    phase(project, amara, title="Listening to everybody", call="Tell us what matters to you.")
    Project.objects.update(iras_id="odd", full_text="At length.", context="In Leeds.")
    page = open_as(amara, size=PHONE)
    for path in ("", "phases/", "approvals/", "state/close/"):
        page.goto(f"/projects/{project.pk}/{path}")
        check_page(page)
