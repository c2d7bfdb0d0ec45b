"""Checking, sending, and changing what was sent."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from audit.registry import TYPES
from core.errors import Refused
from dialogues.actions.reflections import give_permission, send_reflections
from dialogues.models import Dialogue, Draft, Reflection, ReflectionVersion
from participants.permissions import Permission
from projects.models import Project
from tests.dialogues.planning import opened, revealed
from tests.dialogues.writing import KEPT, NEWER, Writer, writer
from tests.factories import signed_in


@pytest.fixture
def dee_writes(project: Project, amara: User, dee: User, chen: User) -> Writer:
    return writer(opened(project, amara, dee, chen), dee)


def versions() -> list[str]:
    return list(ReflectionVersion.objects.order_by("number").values_list("text", flat=True))


def test_the_page_to_check_shows_every_prompt_with_its_words_or_that_it_may_stay_empty(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, 2)
    page = dee_writes.get("reflection_check").text
    assert all(prompt.text in page for prompt in dee_writes.dialogue.prompts.all())
    assert KEPT in page
    left = page.split("Not answered")[1]
    assert "You can leave them." in left
    assert left.count("?from=check") == 2


def test_the_page_to_check_leads_to_each_change(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    page = dee_writes.get("reflection_check").text
    assert f'{dee_writes.url("reflection_write", 1)}?from=check"' in page
    assert page.count(f"{dee_writes.url('reflection_permission', 1)}?from=check") == 3


def test_sending_makes_a_reflection_of_each_draft_with_its_permission(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, 1, kind="challenge")
    dee_writes.save(NEWER, 3)
    dee_writes.permit(1, audience="facilitators", name_rule="pseudonym", pseudonym="Robin", may_analyse=True)
    assert dee_writes.send() == 2
    first, third = Reflection.objects.order_by("prompt__position")
    assert (first.text, first.kind, first.audience, first.pseudonym) == (KEPT, "challenge", "facilitators", "Robin")
    assert (third.text, third.audience, third.may_analyse) == (NEWER, "dialogue", False)


def test_sending_leaves_no_draft_of_what_was_sent(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    assert not Draft.objects.exists()


def test_sending_marks_the_seat(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    assert dee_writes.seat.sent_at is not None


def test_sending_leads_to_a_page_that_says_what_happens_next(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    response = dee_writes.post("reflection_send")
    assert (response.status_code, response["Location"]) == (303, dee_writes.url("reflection_sent"))
    page = dee_writes.get("reflection_sent").text
    assert "What happens next" in page
    assert dee_writes.url("reflection_write", 1) in page


def test_before_anything_is_sent_there_is_no_confirmation(dee_writes: Writer) -> None:
    assert dee_writes.get("reflection_sent").status_code == 303


def test_send_pressed_twice_sends_once(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    for _press in range(2):
        assert dee_writes.post("reflection_send")["Location"] == dee_writes.url("reflection_sent")
    assert versions() == [KEPT]
    assert Event.objects.filter(type="dialogues.reflections_sent").count() == 1


def test_nothing_written_is_a_sentence(dee_writes: Writer) -> None:
    response = dee_writes.post("reflection_send")
    assert response.status_code == 422
    assert "Nothing is written yet." in response.text


@pytest.mark.parametrize("text", ["\u200b", " \u2060\n"])
def test_what_nobody_can_see_is_not_sent(text: str, dee_writes: Writer) -> None:
    dee_writes.save(text)
    assert dee_writes.post("reflection_send").status_code == 422
    assert not Reflection.objects.exists()


def test_nothing_is_sent_after_writing_has_ended_and_the_draft_stays(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    Dialogue.objects.update(writing_ends_at=timezone.now() - timedelta(seconds=1))
    assert dee_writes.post("reflection_send").status_code in (409, 422)
    assert not Reflection.objects.exists()
    assert KEPT in dee_writes.get("reflection_check").text


def test_following_a_link_to_send_sends_nothing(dee_writes: Writer) -> None:
    """Whoever had to sign in first comes back by GET."""
    dee_writes.save(KEPT)
    response = dee_writes.get("reflection_send")
    assert response["Location"] == dee_writes.url("reflection_check")
    assert not Reflection.objects.exists()


def test_nobody_else_sends_for_a_seat(dee_writes: Writer, chen: User) -> None:
    dee_writes.save(KEPT)
    with pytest.raises(PermissionDenied):
        send_reflections(dee_writes.seat, by=chen)


def test_nobody_else_gives_permission_for_a_seat(dee_writes: Writer, chen: User) -> None:
    dee_writes.save(KEPT)
    slots = [dee_writes.answer().slot]
    with pytest.raises(PermissionDenied):
        give_permission(dee_writes.seat, slots=slots, permission=Permission("project", "full", ""), by=chen)


def test_the_history_says_how_many_were_sent_and_not_by_whom(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    event = Event.objects.get(type="dialogues.reflections_sent")
    assert event.data == {"reflections": 1}
    assert TYPES[event.type].confidential
    assert event.target_id == dee_writes.dialogue.pk


# After sending


def test_changing_sent_words_begins_from_them(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, kind="challenge")
    dee_writes.send()
    assert KEPT in dee_writes.get("reflection_write", 1).text
    assert not Draft.objects.exists()


def test_others_keep_reading_what_was_sent_until_it_is_sent_again(dee_writes: Writer, amara: User, chen: User) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    revealed(dee_writes.dialogue, amara)
    dee_writes.write(NEWER)
    page = signed_in(chen).get(dee_writes.url("dialogue_words")).text
    assert KEPT in page
    assert NEWER not in page


def test_sending_again_changes_the_words_and_keeps_both_versions(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    dee_writes.save(NEWER)
    dee_writes.send()
    assert Reflection.objects.get().text == NEWER
    assert versions() == [KEPT, NEWER]


def test_a_draft_of_sent_words_keeps_their_kind_and_permission(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, kind="challenge")
    dee_writes.permit(1, audience="facilitators", may_quote=True)
    dee_writes.send()
    draft = dee_writes.save(NEWER)
    assert draft is not None
    assert (draft.kind, draft.audience, draft.may_quote) == ("challenge", "facilitators", True)


def test_opening_and_saving_sent_words_unchanged_makes_nothing_to_send(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    dee_writes.write(KEPT)
    assert dee_writes.send() == 0
    assert versions() == [KEPT]


def test_emptying_sent_words_and_sending_leaves_them_as_they_are(dee_writes: Writer) -> None:
    """Taking words back is done by permission, which the page says; an empty box is no withdrawal."""
    dee_writes.save(KEPT)
    dee_writes.send()
    dee_writes.write("")
    dee_writes.send()
    assert Reflection.objects.get().text == KEPT


def test_the_page_to_check_says_that_emptied_words_stay(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    dee_writes.write("")
    page = dee_writes.get("reflection_check").text
    assert "What you sent stays." in page
    assert dee_writes.dialogue.prompts.get(position=1).text not in page.split("Not answered")[1]


@pytest.mark.django_db(transaction=True)
def test_a_save_and_a_sending_at_the_same_moment_lose_no_words(dee_writes: Writer) -> None:
    """Whichever is first, the newest words are in the draft or in what was sent."""
    dee_writes.save(KEPT)
    start = threading.Barrier(2)

    def run(act: str) -> None:
        start.wait()
        try:
            dee_writes.send() if act == "send" else dee_writes.save(NEWER, version=1)
        except Refused:
            left.append(act)
        finally:
            connection.close()

    left: list[str] = []
    threads = [threading.Thread(target=run, args=[act]) for act in ("send", "save")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = [*Draft.objects.values_list("text", flat=True), *Reflection.objects.values_list("text", flat=True)]
    assert NEWER in stored or left == ["save"]
    assert Reflection.objects.count() == 1
