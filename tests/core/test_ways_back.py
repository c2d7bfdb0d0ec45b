"""A button without a page of its own: after a lost session, and where its address is opened by hand."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from accounts.models import User
from core.errors import page_above
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import signed_in
from tests.permissions.matrix import MATRIX
from tests.permissions.test_matrix import ROUTES
from tests.understanding.expecting import aim

KEYS = {"position": 1, "token": f"{'0' * 32}.{'A' * 43}", "feed": f"{'0' * 32}~{'A' * 43}"}
pytestmark = pytest.mark.django_db


def page_after_sign_in(answer: Any) -> str:
    """Where signing in leads from this redirect."""
    return str(parse_qs(urlsplit(answer["Location"]).query)["next"][0])


def test_a_button_that_was_pressed_signed_out_leads_back_to_its_page(project: Project, amara: User) -> None:
    page = reverse("understanding:aim_detail", args=[project.pk])
    button = f"{page}{aim(project, amara).pk}/sign/"
    answer = Client().post(button, headers={"referer": f"http://testserver{page}?page=2"})
    assert answer.status_code == 302
    assert page_after_sign_in(answer) == f"{page}?page=2"


def test_outside_a_project_too() -> None:
    answer = Client().post(reverse("mine:my_data_create"), headers={"referer": "http://testserver/my-data/"})
    assert page_after_sign_in(answer) == "/my-data/"


def test_a_page_that_was_asked_for_is_where_signing_in_leads(project: Project) -> None:
    page = f"/projects/{project.pk}/?page=2"
    answer = Client().get(page, headers={"referer": "http://testserver/my-data/"})
    assert page_after_sign_in(answer) == page


def test_no_other_site_says_where_signing_in_leads(project: Project, amara: User) -> None:
    button = reverse("understanding:aim_detail", args=[project.pk]) + f"{aim(project, amara).pk}/sign/"
    answer = Client().post(button, headers={"referer": "https://evil.example/"})
    assert page_after_sign_in(answer) == button


def test_the_address_of_a_button_says_what_it_is_and_leads_to_its_page(project: Project, amara: User) -> None:
    page = reverse("understanding:aim_detail", args=[project.pk])
    answer = signed_in(amara).get(f"{page}{aim(project, amara).pk}/sign/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "works only by the button on its page" in answer.text
    assert f'href="{page}"' in answer.text


@pytest.mark.parametrize("path", ["/health/", "/my-data/", "/nowhere/"])
def test_head_is_answered_as_get_without_the_body(path: str, dee: User) -> None:
    browser = signed_in(dee)
    asked, whole = browser.head(path), browser.get(path)
    assert (asked.status_code, asked["Content-Type"]) == (whole.status_code, whole["Content-Type"])
    assert (asked.content, bool(whole.content)) == (b"", True)


def test_a_refused_page_that_is_opened_directly_leads_up(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    answer = signed_in(amara).get(reverse("contributions:contribution_add", args=[project.pk]))
    assert answer.status_code == 409
    assert f'href="{reverse("contributions:contribution_list", args=[project.pk])}"' in answer.text


def somewhere(name: str) -> str:
    """An address of this name."""
    keys = {key: KEYS.get(key, UUID(int=0)) for key in ROUTES[name].kwargs}
    return reverse(name, kwargs=keys)


def test_what_stands_above_an_address_can_be_opened() -> None:
    ours = [name for name, route in ROUTES.items() if route.is_ours]
    above = {name: page_above(RequestFactory().get(somewhere(name))) for name in ours}
    closed = {name for name, path in above.items() if path and not MATRIX[resolve(path).view_name].get}
    assert closed == {"mine:my_data_detail"}  # a file of one's own, which refuses nothing
    assert above["dialogues:agreement_add"] == somewhere("dialogues:dialogue_detail")
