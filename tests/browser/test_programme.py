"""Somebody who looks after several projects starts the day, finds what is late, and follows it to its list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import User
from projects.models import Project
from tests import factories
from tests.browser.conftest import DESK, PHONE, Open, check_page
from tests.factories import in_days
from tests.projects.making import milestone


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["at a desk", "on a phone"])
def test_a_coordinator_goes_from_the_programme_to_what_is_late(
    open_as: Open, project: Project, amara: User, size: dict[str, int]
) -> None:
    second = factories.project(title="Walking Home")
    factories.member(second, amara, "coordinator", "academic")
    milestone(second, amara, title="First brief", due_on=in_days(-3))
    page = open_as(amara, size=size)
    page.goto("/")
    check_page(page)
    page.get_by_role("link", name="The projects you coordinate").click()
    check_page(page)
    page.get_by_role("link", name="Milestones late").click()
    expect(page.get_by_role("columnheader", name="Milestones late")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("row", name="Walking Home").get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("row", name="First brief")).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    check_page(page)
    expect(page.get_by_role("link", name="Start here: 1 milestone late")).to_be_visible()
    page.get_by_role("link", name="See who has been heard").click()
    check_page(page)
    expect(page.get_by_role("row", name="Academic")).to_contain_text("Not heard lately")
