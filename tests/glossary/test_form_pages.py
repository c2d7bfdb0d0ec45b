"""Every page of the glossary with a form keeps what is typed, and shows what somebody faster stored."""

from __future__ import annotations

import re

import pytest

from accounts.models import User
from glossary.models import Definition
from projects.models import Project
from tests.factories import signed_in
from tests.glossary.glossaries import term
from tests.glossary.test_views import at, written

PAGES = ["add/", "{term}/add/", "{term}/{meaning}/edit/"]


@pytest.fixture
def meaning(project: Project, dee: User) -> Definition:
    return term(project, dee, text="Somebody who does the research with us.").definitions.get()


def address(project: Project, page: str, row: Definition) -> str:
    return at(project, page.format(term=row.term_id, meaning=row.pk))


@pytest.mark.parametrize("page", PAGES)
def test_what_is_typed_and_chosen_is_kept_and_given_back(
    project: Project, dee: User, meaning: Definition, page: str
) -> None:
    url, browser = address(project, page, meaning), signed_in(dee)
    begun = {"basis": "clinical", "text": "Half a sen", "autosave": "1", "draft_version": "0"}
    assert browser.post(url, begun).json()["version"] == 1
    shown = browser.get(url).text
    assert "Half a sen</textarea>" in shown
    assert re.search(r'value="clinical"[^>]* (checked|selected)', shown)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_sent_is_begun_no_more(project: Project, dee: User, meaning: Definition, page: str) -> None:
    url, browser = address(project, page, meaning), signed_in(dee)
    browser.post(url, written(name="Aim", text="Half a sen") | {"autosave": "1", "draft_version": "0"})
    assert browser.post(url, written(name="Aim", text="What we sign.")).status_code == 303
    assert not dee.form_drafts.exists()


def test_somebody_faster_brings_the_difference_marked(
    project: Project, amara: User, dee: User, meaning: Definition
) -> None:
    url = address(project, "{term}/{meaning}/edit/", meaning)
    signed_in(amara).post(url, written(text="Somebody who does the thinking with us."))
    answer = signed_in(dee).post(url, written(text="Somebody who does the work with us."))
    page = " ".join(answer.text.split())
    assert answer.status_code == 409
    assert "<p>Somebody who does the thinking with us.</p>" in page
    assert "thinking <" in page.partition("<del>")[2]
    assert "work <" in page.partition("<ins>")[2]
