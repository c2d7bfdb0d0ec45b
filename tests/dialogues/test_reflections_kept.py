"""The session ended while somebody wrote: after signing in their text is in the box in which they wrote it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import User
from core.forms import MAX_WORDS
from dialogues.models import Draft, Reflection
from projects.models import Project
from tests.dialogues.planning import opened, revealed, sent
from tests.dialogues.test_reflections_pages import box
from tests.dialogues.writing import KEPT, NEWER, Writer, writer

PASSWORD = "correct horse battery"


@pytest.fixture
def dee_writes(project: Project, amara: User, dee: User, chen: User) -> Writer:
    return writer(opened(project, amara, dee, chen), dee)


def token(page: str) -> str:
    found = re.search(r'name="writer_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def typed_signed_out(desk: Writer, place: str, **fields: object) -> str:
    """Open the page, lose the session, press the button: what the browser shows then."""
    page = desk.client.get(place).text
    desk.client.logout()
    return desk.client.post(place, {"text": KEPT, "version": 0, "writer_token": token(page)} | fields).text


def sign_in(client: Client, person: User) -> None:
    person.set_password(PASSWORD)
    person.save()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})


def test_the_text_is_in_the_box_after_signing_in(dee_writes: Writer, dee: User) -> None:
    place = dee_writes.url("reflection_write", 1)
    page = typed_signed_out(dee_writes, place, kind="challenge")
    assert "you find it in the box where you wrote it" in page
    assert box(page) == KEPT
    sign_in(dee_writes.client, dee)
    page = dee_writes.client.get(place).text
    assert box(page) == KEPT
    assert "not saved yet" in page
    assert "data-unsaved" in page
    assert re.search(r'value="challenge"[^>]*checked', page)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("by", ["the button", "the script"])
def test_once_saved_nothing_is_kept_any_more(by: str, dee_writes: Writer, dee: User) -> None:
    place = dee_writes.url("reflection_write", 1)
    typed_signed_out(dee_writes, place)
    sign_in(dee_writes.client, dee)
    if by == "the button":
        dee_writes.write(KEPT)
    else:
        dee_writes.post("reflection_autosave", 1, text=KEPT, version=0)
    assert "data-unsaved" not in dee_writes.client.get(place).text
    assert "kept_words" not in dee_writes.client.session


def test_it_overwrites_nothing_newer(dee_writes: Writer, dee: User) -> None:
    place = dee_writes.url("reflection_write", 1)
    typed_signed_out(dee_writes, place)
    dee_writes.save(NEWER)
    sign_in(dee_writes.client, dee)
    assert 'name="version" value="0"' in dee_writes.client.get(place).text
    answer = dee_writes.post("reflection_write", 1, text=KEPT, version=0)
    assert answer.status_code == 409
    assert NEWER in answer.text


def test_somebody_else_who_signs_in_there_does_not_see_it(dee_writes: Writer, chen: User) -> None:
    place = dee_writes.url("reflection_write", 1)
    typed_signed_out(dee_writes, place)
    sign_in(dee_writes.client, chen)
    assert KEPT not in dee_writes.client.get(place).text


def test_it_is_on_no_other_page(dee_writes: Writer, dee: User) -> None:
    typed_signed_out(dee_writes, dee_writes.url("reflection_write", 1))
    sign_in(dee_writes.client, dee)
    assert KEPT not in dee_writes.get("reflection_write", 2).text


@pytest.mark.parametrize("forged", ["", "nonsense", "a:b:c"])
def test_without_a_page_of_ours_nothing_is_kept(forged: str, dee_writes: Writer) -> None:
    page = typed_signed_out(dee_writes, dee_writes.url("reflection_write", 1), writer_token=forged)
    assert box(page) == KEPT
    assert "Copy your text." in page
    assert "kept_words" not in dee_writes.client.session


def test_a_text_beyond_the_limit_is_shown_and_not_kept(dee_writes: Writer) -> None:
    page = typed_signed_out(dee_writes, dee_writes.url("reflection_write", 1), text="a " * MAX_WORDS * 2)
    assert "Copy your text." in page
    assert "kept_words" not in dee_writes.client.session


@pytest.mark.parametrize(
    "typed", ["before\x00after it all", "\u202eabc \u05d0\u05d1 and so on", "🙂 <script>x</script>"]
)
def test_strange_text_is_kept(typed: str, dee_writes: Writer, dee: User) -> None:
    place = dee_writes.url("reflection_write", 1)
    typed_signed_out(dee_writes, place, text=typed)
    sign_in(dee_writes.client, dee)
    answer = dee_writes.client.get(place)
    assert answer.status_code == 200
    assert "<script>x" not in answer.text


def test_a_response_is_kept_in_the_same_way(dee_writes: Writer, dee: User, chen: User, amara: User) -> None:
    words = sent(dee_writes.dialogue, chen, "Words to respond to")
    revealed(dee_writes.dialogue, amara)
    place = dee_writes.url("response_write", words.pk)
    typed_signed_out(dee_writes, place, manner="thanks", next="send")
    assert not Reflection.objects.filter(text=KEPT).exists()
    sign_in(dee_writes.client, dee)
    page = dee_writes.client.get(place).text
    assert box(page) == KEPT
    assert re.search(r'value="thanks"[^>]*checked', page)
