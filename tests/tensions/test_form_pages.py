"""Every page of tensions with a form keeps what is typed, and shows what somebody faster stored."""

from __future__ import annotations

import re
import uuid

import pytest

from accounts.models import User
from projects.models import Project
from tensions import actions
from tensions.models import Tension
from tests.factories import in_days, signed_in
from tests.tensions.tensions import escalated, resolved, step, tension, told

AUTOSAVE = {"autosave": "1", "draft_version": "0"}
HALF = "Half a sen"
# The text box of each page, what is chosen beside it, and how the page shows that.
PAGES: dict[str, tuple[str, dict[str, str | list[str]], str]] = {
    "add/": ("text", {"challenge": "time", "borne_by": ["carer", "public"]}, r'value="public"[^>]* checked'),
    "{open}/edit/": ("text", {"nature": "barrier"}, r'value="barrier"[^>]* checked'),
    "{open}/step/": ("text", {"taken_on": in_days(-3).isoformat()}, rf'value="{in_days(-3).isoformat()}"'),
    "{open}/escalate/": ("why", {"to": "The steering group"}, r'value="The steering group"'),
    "{open}/close/": ("why", {"to": "lived_with"}, r'value="lived_with"[^>]* checked'),
    "{escalated}/return/": ("why", {}, ""),
    "{resolved}/reopen/": ("why", {}, ""),
}


@pytest.fixture
def keys(project: Project, amara: User) -> dict[str, str]:
    """A tension in each state that a page asks for."""
    return {
        "open": str(tension(project, amara).pk),
        "escalated": str(escalated(tension(project, amara), amara).pk),
        "resolved": str(resolved(tension(project, amara), amara).pk),
    }


def address(project: Project, page: str, keys: dict[str, str]) -> str:
    return f"/projects/{project.pk}/tensions/{page.format(**keys)}"


@pytest.mark.parametrize("page", PAGES)
def test_what_is_typed_and_chosen_is_kept_and_given_back(
    project: Project, amara: User, keys: dict[str, str], page: str
) -> None:
    url, browser, (box, chosen, shown) = address(project, page, keys), signed_in(amara), PAGES[page]
    assert browser.post(url, {box: HALF, **chosen, **AUTOSAVE}).json()["version"] == 1
    text = browser.get(url).text
    assert f"{HALF}</textarea>" in text
    assert re.search(shown, text)


def test_what_is_sent_is_begun_no_more(project: Project, amara: User, keys: dict[str, str]) -> None:
    url, browser = address(project, "{escalated}/return/", keys), signed_in(amara)
    browser.post(url, {"why": HALF, **AUTOSAVE})
    assert browser.post(url, {"why": "They left it to us.", "form_token": str(uuid.uuid4())}).status_code == 303
    assert not amara.form_drafts.exists()


@pytest.fixture
def both_texts(project: Project, amara: User) -> str:
    """The page of whoever typed while somebody else changed it."""
    row = tension(project, amara, text="The clinic cannot wait.")
    theirs = told(text="The clinic will not wait.", challenge="time", borne_by=["patient", "carer"])
    actions.edit_tension(row, difficulty=theirs, version=1, by=amara)
    typed = {
        "nature": "tension",
        "challenge": "pace",
        "title": row.title,
        "text": "The clinic cannot wait.",
        "borne_by": ["patient"],
        "owner": "",
        "version": "1",
    }
    answer = signed_in(amara).post(f"{row.get_absolute_url()}edit/", typed)
    assert answer.status_code == 409
    return " ".join(answer.text.split())


def test_somebody_faster_brings_the_differences_marked(both_texts: str) -> None:
    assert "<p>The clinic will not wait.</p>" in both_texts
    assert re.search(r"<del>.*?will not.*?</del>", both_texts)
    assert re.search(r"<ins>.*?cannot.*?</ins>", both_texts)


def test_choices_and_ticks_are_compared_by_their_names(both_texts: str) -> None:
    assert "<p>Time to build shared understanding</p>" in both_texts
    assert "<p>Patient; Carer</p>" in both_texts


def test_the_state_stands_beside_what_is_stored(both_texts: str) -> None:
    assert "<dt>State</dt> <dd> <p>Open</p>" in both_texts


def test_a_step_of_somebody_else_is_no_conflict(project: Project, amara: User, dee: User) -> None:
    row = tension(project, amara)
    step(row, dee)
    answer = signed_in(amara).post(
        f"{row.get_absolute_url()}step/",
        {"text": "We talked.", "taken_on": in_days(0).isoformat(), "form_token": str(uuid.uuid4())},
    )
    assert (answer.status_code, Tension.objects.get().steps.count()) == (303, 2)
