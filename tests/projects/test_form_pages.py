"""What form pages of projects do alike: they keep what is begun, and show both texts where somebody was faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.kept import writer_token
from core.marks import mark_of
from projects.forms.projects import initial_of_approvals, initial_of_details
from projects.models import Project
from tests.factories import signed_in

# Page, what it shows as stored, and what two people type instead: the field, the first text, the later one.
CHANGES: list[tuple[str, Callable[[Project], dict[str, Any]], str, str, str]] = [
    ("edit", initial_of_details, "full_text", "We meet at noon.", "We meet at dawn."),
    ("approvals", initial_of_approvals, "funder_reference", "NIHR first", "NIHR second"),
]
by_page = pytest.mark.parametrize(("page", "initial", "field", "first", "second"), CHANGES)


def url(project: Project, page: str) -> str:
    return f"/projects/{project.pk}/{page}/"


def sheet(initial: dict[str, Any], **changes: str) -> dict[str, str]:
    """What the page sends where this is changed."""
    shown = {name: "" if value is None else str(value) for name, value in initial.items()}
    return shown | {"seen": mark_of(initial)} | changes


@by_page
def test_where_somebody_was_faster_the_difference_is_marked(
    project: Project,
    amara: User,
    priya: User,
    page: str,
    initial: Callable[[Project], dict[str, Any]],
    field: str,
    first: str,
    second: str,
) -> None:
    start, where = initial(project), url(project, page)
    assert signed_in(priya).post(where, sheet(start, **{field: first})).status_code == 303
    answer = signed_in(amara).post(where, sheet(start, **{field: second}))
    said = " ".join(answer.text.split())
    theirs, mine = (text.split()[-1] for text in (first, second))
    assert answer.status_code == 409
    assert (f"</span>{theirs}" in said, f"</span>{mine}" in said) == (True, True)


@by_page
def test_pressing_the_button_again_decides(
    project: Project,
    amara: User,
    priya: User,
    page: str,
    initial: Callable[[Project], dict[str, Any]],
    field: str,
    first: str,
    second: str,
) -> None:
    start, where, browser = initial(project), url(project, page), signed_in(amara)
    signed_in(priya).post(where, sheet(start, **{field: first}))
    browser.post(where, sheet(start, **{field: second}))
    project.refresh_from_db()
    again = sheet(start, **{field: second, "seen": mark_of(initial(project))})
    assert browser.post(where, again).status_code == 303
    project.refresh_from_db()
    assert getattr(project, field) == second


def test_what_is_begun_is_given_back_with_its_dates_and_choices(project: Project, amara: User) -> None:
    browser, where = signed_in(amara), url(project, "edit")
    typed = sheet(
        initial_of_details(project),
        full_text="A long story.",
        ends_on="2031-05-12",
        approach="reliability",
        autosave="1",
    )
    assert browser.post(where, typed).status_code == 200
    page = browser.get(where).text
    assert "A long story.</textarea>" in page
    assert 'value="2031-05-12"' in page
    assert 'value="reliability"' in page.split(" checked")[0][-400:]
    project.refresh_from_db()
    assert project.full_text != "A long story."


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("people/invite", {"full_name": "Nina Kay", "email": "nina@example.org"}),
        ("people/add", {"full_name": "Nina Kay"}),
        ("approvals", {"iras_id": "Nina Kay"}),
        ("people/me", {"pseudonym": "Nina Kay", "name_rule": "pseudonym"}),
    ],
)
def test_what_was_sent_after_the_session_ended_is_given_back(
    project: Project, amara: User, page: str, typed: dict[str, str]
) -> None:
    browser = Client()
    where = url(project, page)
    answer = browser.post(where, typed | {"writer_token": writer_token(amara.pk)})
    assert answer.status_code == 403
    browser.force_login(amara)
    assert 'value="Nina Kay"' in browser.get(where).text


def test_too_many_invitations_in_an_hour_keep_what_was_typed(
    project: Project, amara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projects.policies.invitations.MAILS_AN_HOUR", 0)
    typed = {
        "full_name": "Nina Kay",
        "email": "nina@example.org",
        "role": "partner",
        "standpoint": "carer",
        "starts_on": "2026-01-05",
        "form_token": "6b1f0f0e-8a2f-4bd0-9f0e-0d9f6a0f7c11",
    }
    answer = signed_in(amara).post(url(project, "people/invite"), typed)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "Wait an hour" in answer.text
    assert 'value="Nina Kay"' in answer.text
