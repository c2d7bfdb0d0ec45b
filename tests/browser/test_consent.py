"""A partner reads the consent form and answers it, on a phone."""

from __future__ import annotations

from playwright.sync_api import Page

from accounts.models import User
from participants.models import Consent
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.participants.consenting import form, url


def answer_all(page: Page, project: Project) -> None:
    """Yes to everything but one."""
    page.goto(url("consent_answer", project))
    for choice in page.locator("input[value=yes]").all():
        choice.check()
    page.locator("input[value=no]").nth(1).check()


def test_without_scripts_a_partner_answers_changes_and_signs(
    project: Project, amara: User, dee: User, open_as: Open
) -> None:
    form(project, amara)
    page = open_as(dee, size=PHONE, script=False)
    answer_all(page, project)
    page.get_by_role("button", name="I am not sure").click()
    page.get_by_role("link", name="Back to the form").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Change").first.click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your full name").fill("Dee Marsh")
    page.get_by_role("button", name="Give my consent").click()
    page.get_by_role("heading", name="Your copy of a consent form").wait_for()
    assert Consent.objects.get().answers.filter(agreed=False).count() == 1


def test_the_pages_of_the_form_can_be_used_by_everybody(
    project: Project, amara: User, dee: User, open_as: Open
) -> None:
    form(project, amara)
    page = open_as(dee, size=PHONE)
    page.goto(url("consent_answer", project))
    page.get_by_role("button", name="Continue").click()
    check_page(page)
    answer_all(page, project)
    page.get_by_role("button", name="Continue").click()
    check_page(page)
    page.get_by_label("Your full name").fill("Dee Marsh")
    page.get_by_role("button", name="Give my consent").click()
    check_page(page)
