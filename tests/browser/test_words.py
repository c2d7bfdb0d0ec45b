"""A partner on a phone, without scripts, says what a word means; everybody reads it where the word stands."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from projects.models import Project
from tests.browser.conftest import DESK, PHONE, Open, check_page
from tests.glossary.glossaries import agreed, contribution, term


def add_word(page: Page, project: Project) -> None:
    page.goto(f"/projects/{project.pk}/understanding/")
    page.get_by_role("link", name="Glossary").click()
    page.get_by_role("link", name="Add a word").click()
    page.get_by_label("Word", exact=True).fill("breathing plan")
    page.get_by_label("Lived experience").check()
    page.get_by_label("What it means").fill("What I do at three in the morning.")
    page.get_by_role("button", name="Add the word").click()
    expect(page.get_by_role("heading", name="breathing plan")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_word_is_added_and_explained_where_it_stands(
    open_as: Open, project: Project, amara: User, dee: User, size: dict[str, int]
) -> None:
    Project.objects.update(lay_summary="Nobody leaves with a breathing plan that does not fit.")
    page = open_as(dee, size=size, script=False)
    add_word(page, project)
    page.goto(f"/projects/{project.pk}/")
    page.get_by_role("link", name="breathing plan", exact=True).click()
    summary = page.locator("summary", has_text="breathing plan")
    expect(summary).to_be_focused()
    expect(page.get_by_text("What I do at three in the morning.")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text (breathing plan)").click()
    expect(page.locator("a.glossed")).to_be_focused()


def test_the_pages_are_well_on_a_phone_and_a_desk(open_as: Open, project: Project, amara: User, dee: User) -> None:
    Project.objects.update(lay_summary="A partner is told soon.")
    for number in range(13):
        term(project, dee, f"{chr(97 + number)} word", plain_text="Plain.")
    term(project, dee)
    agreed(project, amara, note="As a partner said.")
    for raised in (-40, -39, -20):
        contribution(project, dee, raised=raised, told=-10)
    contribution(project, dee, raised=-60)
    for size, paths in ((PHONE, ("", "glossary/", "pace/")), (DESK, ("", "pace/"))):
        page = open_as(amara, size=size)
        for path in paths:
            page.goto(f"/projects/{project.pk}/understanding/{path}" if path else f"/projects/{project.pk}/")
            check_page(page)
