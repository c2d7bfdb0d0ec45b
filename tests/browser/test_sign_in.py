"""Signing in and out as a person does it."""

from __future__ import annotations

from playwright.sync_api import expect

from accounts.models import User
from projects.models import Project
from tests import factories
from tests.browser.conftest import PHONE, Open, check_page


def test_somebody_signs_in_with_a_password_and_out_again(open_as: Open, project: Project, dee: User) -> None:
    dee.set_password(factories.PASSWORD)
    dee.save()
    page = open_as(None, size=PHONE)
    page.goto(f"/projects/{project.pk}/")
    check_page(page)
    page.get_by_label("E-mail address").fill("dee.marsh@example.org")
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Breathing Together")
    page.goto("/account/profile/")
    check_page(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
