"""The pages with a form run through the one flow: they say for whom they were made, and do nothing for another."""

from __future__ import annotations

import uuid

import pytest

from accounts.models import User
from core.kept import writer_token
from projects.models import Project
from tests.factories import in_days, signed_in

PAGES: dict[str, dict[str, str]] = {
    "state/close/": {},
    "copy/": {"title": "Breathing Again", "starts_on": in_days(0).isoformat(), "confirmed": "yes"},
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_a_form_says_for_whom_it_was_made(project: Project, amara: User, page: str) -> None:
    assert 'name="writer_token" value="' in signed_in(amara).get(f"/projects/{project.pk}/{page}").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_was_made_for_somebody_else_does_nothing(
    project: Project, amara: User, dee: User, page: str
) -> None:
    sent = PAGES[page] | {"writer_token": writer_token(dee.pk), "form_token": str(uuid.uuid4())}
    answer = signed_in(amara).post(f"/projects/{project.pk}/{page}", sent)
    assert "Somebody else opened this page before you signed in." in answer.content.decode()
    assert (answer.status_code, [*Project.objects.values_list("state", flat=True)]) == (422, ["active"])


def test_a_first_day_that_does_not_fit_is_said_beside_its_field(project: Project, amara: User) -> None:
    sent = PAGES["copy/"] | {"starts_on": "2100-12-31", "form_token": str(uuid.uuid4())}
    page = signed_in(amara).post(f"/projects/{project.pk}/copy/", sent).content.decode()
    error = page.split('id="id_starts_on_error"')[1].split("</div>")[0]
    assert "Some dates of the copy would be before 1990 or after 2100." in error
