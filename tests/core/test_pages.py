"""The life of a page with a form, on a real one: the profile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import FormDraft, User
from accounts.queries import profile_mark, profile_of
from core.kept import writer_token
from tests import factories

PROFILE = "accounts:profile"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(dee: User) -> Client:
    return factories.signed_in(dee)


def sheet(person: User, **changes: str) -> dict[str, Any]:
    """What the page sends where this is changed."""
    return {**profile_of(person), "seen": profile_mark(person), **changes}


def elsewhere(person: User, about: str) -> None:
    """The same person, on another device."""
    User.objects.filter(pk=person.pk).update(about=about)


def test_asked_for_the_page_shows_what_is_stored(desk: Client, dee: User) -> None:
    answer = desk.get(reverse(PROFILE))
    assert answer.status_code == 200
    assert f'name="seen" value="{profile_mark(dee)}"' in answer.text


def test_what_is_right_is_done_and_leads_on_with_thanks(desk: Client, dee: User) -> None:
    answer = desk.post(reverse(PROFILE), sheet(dee, about="I row."))
    assert (answer.status_code, answer["Location"]) == (303, reverse(PROFILE))
    assert "Your profile is saved." in desk.get(reverse(PROFILE)).text


def test_what_is_wrong_is_said_and_kept_on_the_page(desk: Client, dee: User) -> None:
    answer = desk.post(reverse(PROFILE), sheet(dee, full_name="", about="I row."))
    assert answer.status_code == 422
    assert "I row.</textarea>" in answer.text


def test_somebody_faster_brings_both_texts(desk: Client, dee: User) -> None:
    typed = sheet(dee, about="I row on the river and I read a lot.")
    elsewhere(dee, "I row on the lake and I read a lot.")
    answer = desk.post(reverse(PROFILE), typed)
    assert answer.status_code == 409
    assert "<p>I row on the lake and I read a lot.</p>" in answer.text
    assert "I row on the river and I read a lot.</textarea>" in answer.text


def test_the_differences_are_marked(desk: Client, dee: User) -> None:
    typed = sheet(dee, about="I row on the river and I read a lot.")
    elsewhere(dee, "I row on the lake and I read a lot.")
    page = " ".join(desk.post(reverse(PROFILE), typed).text.split())
    assert "</span>lake <span" in page
    assert "</span>river <span" in page
    assert "</span>Dee Marsh" not in page


def test_pressing_the_button_again_decides(desk: Client, dee: User) -> None:
    typed = sheet(dee, about="Mine")
    elsewhere(dee, "Theirs")
    assert desk.post(reverse(PROFILE), typed).status_code == 409
    dee.refresh_from_db()
    assert f'name="seen" value="{profile_mark(dee)}"' in desk.post(reverse(PROFILE), typed).text
    assert desk.post(reverse(PROFILE), typed | {"seen": profile_mark(dee)}).status_code == 303
    dee.refresh_from_db()
    assert dee.about == "Mine"


def test_what_did_not_pass_is_given_back_later(desk: Client, dee: User) -> None:
    desk.post(reverse(PROFILE), sheet(dee, full_name="", about="A long story."))
    assert "A long story.</textarea>" in desk.get(reverse(PROFILE)).text


def test_a_page_that_somebody_else_opened_is_not_taken(desk: Client, dee: User, chen: User) -> None:
    answer = desk.post(reverse(PROFILE), sheet(dee, about="Of Chen", writer_token=writer_token(chen.pk)))
    assert answer.status_code == 422
    assert "Somebody else opened this page" in answer.text
    dee.refresh_from_db()
    assert (dee.about, FormDraft.objects.count()) == ("", 0)


def test_ones_own_page_is_taken(desk: Client, dee: User) -> None:
    assert desk.post(reverse(PROFILE), sheet(dee, writer_token=writer_token(dee.pk))).status_code == 303


def test_words_sent_after_the_session_ended_are_given_back(dee: User) -> None:
    browser = Client()
    typed = sheet(dee, about="A long story.", contact_by="text", writer_token=writer_token(dee.pk))
    page = browser.post(reverse(PROFILE), typed)
    assert page.status_code == 403
    assert "What you wrote is not lost." in page.text
    browser.force_login(dee)
    page = browser.get(reverse(PROFILE))
    assert "This is what you wrote before you were signed out." in page.text
    assert "A long story.</textarea>" in page.text
    assert 'id="id_contact_by_2" checked' in page.text


def test_they_are_given_back_once(dee: User) -> None:
    browser = Client()
    browser.post(reverse(PROFILE), sheet(dee, about="A long story.", writer_token=writer_token(dee.pk)))
    browser.force_login(dee)
    browser.post(reverse(PROFILE), sheet(dee, about="Another."))
    assert "A long story." not in browser.get(reverse(PROFILE)).text


def test_they_are_given_to_nobody_else(dee: User, chen: User) -> None:
    browser = Client()
    browser.post(reverse(PROFILE), sheet(dee, about="A long story.", writer_token=writer_token(dee.pk)))
    browser.force_login(chen)
    assert "A long story." not in browser.get(reverse(PROFILE)).text
