"""A coordinator says what waits for what, moves several milestones at once, and adds some from a file."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import User
from milestones.models import DateChange, Milestone
from projects.models import Project
from tests.browser.conftest import DESK, PHONE, Open, check_page
from tests.factories import in_days
from tests.milestones.making import many
from tests.projects.making import milestone

PLAN = b"title;due date;pace;kind\r\nPoster for the waiting room;12/05/2027;slow;output\r\nWorkshop;soon;slow;data\r\n"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["at a desk", "on a phone"])
def test_a_coordinator_plans_without_script(open_as: Open, project: Project, amara: User, size: dict[str, int]) -> None:
    milestone(project, amara, title="Ethics approval", due_on=in_days(-4))
    milestone(project, amara, title="Interviews done", due_on=in_days(20))
    page = open_as(amara, size=size, script=False)
    page.goto(f"/projects/{project.pk}/milestones/")
    page.get_by_role("row").get_by_role("link", name="Interviews done").click()
    page.get_by_role("link", name="Choose what it waits for").click()
    page.get_by_label("Ethics approval").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Waits for “Ethics approval”, which is late.")).to_be_visible()
    page.get_by_role("link", name="Milestones", exact=True).first.click()
    page.get_by_role("link", name="Waiting for a late one").click()
    page.get_by_label("Choose “Interviews done”").check()
    page.get_by_role("button", name="Change the chosen ones").click()
    page.get_by_label("Move the due date by how many days?").fill("14")
    page.get_by_label("Why the dates change").fill("The committee meets later.")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Change 1 milestone").click()
    expect(page.get_by_text("1 milestone is changed.")).to_be_visible()
    assert DateChange.objects.get().to_on == in_days(34)
    page.get_by_role("link", name="Add many milestones from a file").click()
    page.get_by_label("CSV file").set_input_files({"name": "plan.csv", "mimeType": "text/csv", "buffer": PLAN})
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("“soon” is not a date.")).to_be_visible()
    page.get_by_role("button", name="Add 1 milestone").click()
    assert Milestone.objects.filter(title="Poster for the waiting room").exists()


def test_the_pages_of_the_plan_hold_nothing_that_axe_finds(open_as: Open, project: Project, amara: User) -> None:
    made = milestone(project, amara, title="Ethics approval", due_on=in_days(-4))
    milestone(project, amara, title="Interviews done", due_on=in_days(20))
    page = open_as(amara, size=PHONE)
    for path in ("", "change/?all=yes", "relationship/", "import/", f"{made.pk}/", f"{made.pk}/waits/", "?show=soon"):
        page.goto(f"/projects/{project.pk}/milestones/{path}")
        check_page(page)


def test_the_step_of_a_relationship_is_asked_where_it_makes_sense(open_as: Open, project: Project, amara: User) -> None:
    page = open_as(amara)
    page.goto(f"/projects/{project.pk}/milestones/add/")
    step = page.get_by_label("Which step of the relationship?")
    expect(step).to_be_hidden()
    page.get_by_label("Relationship", exact=True).check()
    expect(step).to_be_visible()
    step.select_option("terms")
    page.get_by_label("Data", exact=True).check()
    expect(step).to_be_visible()


def test_among_very_many_she_sees_what_is_late_and_finds_what_it_waits_for_without_script(
    open_as: Open, project: Project, amara: User
) -> None:
    rows = many(project, amara, 300, late=2)
    page = open_as(amara, size=PHONE, script=False)
    page.goto(f"/projects/{project.pk}/milestones/")
    page.get_by_role("link", name="Show the late ones").click()
    expect(page.get_by_role("checkbox")).to_have_count(2)
    page.goto(f"/projects/{project.pk}/milestones/{rows[0].pk}/waits/")
    page.get_by_label("Step 1 of <b>many</b>").check()
    page.get_by_label("Find a milestone").fill("Step 299")
    page.get_by_label("Find a milestone").press("Enter")
    page.get_by_label("Step 299 of <b>many</b>").check()
    expect(page.get_by_label("Step 1 of <b>many</b>")).to_be_checked()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Step 299 of <b>many</b>")).to_be_visible()
    expect(page.get_by_role("link", name="Step 1 of <b>many</b>")).to_be_visible()


def test_the_pages_of_very_many_hold_nothing_that_axe_finds(open_as: Open, project: Project, amara: User) -> None:
    rows = many(project, amara, 300, late=2)
    page = open_as(amara, size=PHONE)
    page.goto(f"/projects/{project.pk}/milestones/?from={in_days(-400).isoformat()}")
    page.get_by_text("The timeline as a table").click()
    check_page(page)
    page.goto(f"/projects/{project.pk}/milestones/{rows[0].pk}/waits/")
    check_page(page)
