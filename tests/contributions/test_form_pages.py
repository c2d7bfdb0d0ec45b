"""Every page of contributions with a form keeps what is typed, and shows what somebody faster stored."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest

from accounts.models import User
from contributions import actions
from contributions.enums import Decision
from contributions.models import Contribution
from projects.models import Project
from tests.contributions.contributing import decided, made, now, place, told
from tests.factories import in_days, signed_in

AUTOSAVE = {"autosave": "1", "draft_version": "0"}
HALF = "Half a sen"
# The text box of each page, and what is chosen beside it: how the page shows it, and as what it is sent.
PAGES: dict[str, tuple[str, dict[str, str], str]] = {
    "add/": ("said", {"contributor": "nobody"}, r'value="nobody" selected'),
    "{row}/edit/": ("said", {"answer_by": "2027-05-12"}, r'value="2027-05-12"'),
    "{row}/decide/": ("reason", {"decision": "adapted"}, r'value="adapted"[^>]* checked'),
    "{row}/change/": ("change", {"evidence": "A letter"}, r"A letter</textarea>"),
    "{row}/tell/": ("feedback", {"quiet_until": "2027-05-12"}, r'value="2027-05-12"'),
}


@pytest.fixture
def row(project: Project, amara: User, dee: User) -> Contribution:
    """Decided, so that each page is open."""
    return decided(made(project, dee), amara)


def address(page: str, row: Contribution) -> str:
    return f"/projects/{row.project_id}/contributions/{page.format(row=row.pk)}"


def plain(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.parametrize("page", PAGES)
def test_what_is_typed_and_chosen_is_kept_and_given_back(row: Contribution, amara: User, page: str) -> None:
    url, browser, (box, chosen, shown) = address(page, row), signed_in(amara), PAGES[page]
    assert browser.post(url, {box: HALF, **chosen, **AUTOSAVE}).json()["version"] == 1
    text = browser.get(url).text
    assert f"{HALF}</textarea>" in text
    assert re.search(shown, text)


def test_a_reply_is_kept_with_its_choice(project: Project, amara: User, dee: User) -> None:
    url, browser = address("{row}/reply/", told(made(project, dee), amara)), signed_in(dee)
    assert browser.post(url, {"text": HALF, "settled": "no", **AUTOSAVE}).json()["version"] == 1
    text = browser.get(url).text
    assert f"{HALF}</textarea>" in text
    assert re.search(r'value="no"[^>]* checked', text)


def test_what_is_sent_is_begun_no_more(project: Project, amara: User, dee: User) -> None:
    url, browser = address("add/", made(project, dee)), signed_in(dee)
    browser.post(url, {"said": HALF, **AUTOSAVE})
    assert browser.post(url, {"said": "A sentence.", "form_token": str(uuid.uuid4())}).status_code == 303
    assert not dee.form_drafts.exists()


FASTER: dict[str, tuple[dict[str, Any], str, str]] = {
    "{row}/edit/": ({"said": "The letter should say who writes.", "answer_by": in_days(9).isoformat()}, "calls", "who"),
    "{row}/decide/": ({"decision": "adapted", "reason": "It costs too little."}, "much", "little"),
    "{row}/change/": ({"change": "The letter is old.", "evidence": "Letter of May"}, "new", "old"),
    "{row}/tell/": ({"feedback": "We did that.", "quiet_until": in_days(20).isoformat()}, "it", "that"),
}


@pytest.mark.parametrize("page", FASTER)
def test_somebody_faster_brings_the_differences_marked(row: Contribution, amara: User, page: str) -> None:
    typed, theirs, mine = FASTER[page]
    version = now(row).version
    actions.decide_contribution(
        now(row), decision=Decision.ADAPTED, reason="It costs too much.", version=version, by=amara
    )
    Contribution.objects.update(change="The letter is new.", evidence="Letter of May", feedback="We did it.")
    answer = signed_in(amara).post(address(page, row), typed | {"version": version})
    shown = plain(answer.text)
    assert answer.status_code == 409
    assert re.search(rf"<del>.*?{theirs}.*?</del>", shown)
    assert re.search(rf"<ins>.*?{mine}.*?</ins>", shown)


def test_the_conflict_shows_what_else_stands_there(project: Project, row: Contribution, amara: User, ben: User) -> None:
    version = now(row).version
    actions.edit_contribution(
        now(row), said=None, owner=place(project, ben), answer_by=row.answer_by, version=version, by=amara
    )
    answer = signed_in(amara).post(
        address("{row}/decide/", row), {"decision": "adapted", "reason": "Half.", "version": version}
    )
    assert "Looked after by Ben" in plain(answer.text)


def test_the_conflict_never_shows_a_sentence_that_is_not_open(row: Contribution, amara: User) -> None:
    """Without its origin, what came from a dialogue is open to nobody but its contributor."""
    Contribution.objects.update(taken=True, said="Not open to you.", version=9)
    typed = {"answer_by": in_days(9).isoformat(), "version": 1}
    answer = signed_in(amara).post(address("{row}/edit/", row), typed)
    assert (answer.status_code, "Not open to you." in answer.text) == (409, False)
