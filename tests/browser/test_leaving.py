"""A partner withdraws, and somebody has themselves erased; without scripts, on a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.participants.leaving import much


def test_a_partner_withdraws_and_keeps_the_receipt(open_as: Open, project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    page = open_as(dee, size=PHONE, script=False)
    page.goto(project.get_absolute_url())
    page.get_by_role("link", name="Withdraw from this project").click()
    page.get_by_role("button", name="Show me what happens").click()
    expect(page.get_by_role("link", name="Choose how far you want to withdraw.")).to_be_visible()
    page.get_by_label("Stop taking part, and remove what I wrote").check()
    page.get_by_role("button", name="Show me what happens").click()
    expect(page.get_by_text("2 reflections and 1 response")).to_be_visible()
    page.get_by_role("button", name="Stop taking part, and remove what I wrote").click()
    expect(page.get_by_role("heading", name="Your receipt: W-")).to_be_visible()


@pytest.mark.parametrize("name", ["withdraw", "withdraw_check"])
def test_the_pages_of_withdrawing_can_be_used_by_everybody(
    open_as: Open, project: Project, dee: User, chen: User, name: str
) -> None:
    much(project, dee, chen)
    page = open_as(dee, size=PHONE)
    page.goto(f"{reverse(f'participants:{name}', args=[project.pk])}?scope=words")
    check_page(page)


def test_my_data_can_be_used_by_everybody(open_as: Open, project: Project, dee: User) -> None:
    page = open_as(dee, size=PHONE)
    page.goto(reverse("mine:my_data"))
    check_page(page)
    page.get_by_role("button", name="Make my file").click()
    check_page(page)
    page.goto(reverse("mine:my_data_erase"))
    check_page(page)
