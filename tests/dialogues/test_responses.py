"""Responses: of equal standing, sent once, read by whoever may also read what they respond to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from core.editing import Conflict
from core.errors import Refused
from dialogues.actions import dialogues as planning_actions
from dialogues.actions.reflections import Unreadable, save_draft, send_response
from dialogues.models import Dialogue, Draft, Reflection
from dialogues.notices.writing import question_about_words
from projects.models import Membership, Project
from tests.dialogues.planning import opened, revealed, sent
from tests.dialogues.writing import KEPT, NEWER, Writer, writer


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User, chen: User) -> Dialogue:
    """Revealed, with words of Dee's to the first prompt."""
    opening = opened(project, amara, dee, chen)
    sent(opening, dee, KEPT)
    return revealed(opening, amara)


@pytest.fixture
def words(dialogue: Dialogue) -> Reflection:
    return Reflection.objects.get(text=KEPT)


@pytest.fixture
def chen_responds(dialogue: Dialogue, chen: User) -> Writer:
    return writer(dialogue, chen)


@pytest.fixture
def dee_responds(dialogue: Dialogue, dee: User) -> Writer:
    return writer(dialogue, dee)


def test_a_response_is_a_reflection_that_answers_another(chen_responds: Writer, words: Reflection) -> None:
    response = chen_responds.respond(words, NEWER, "differs")
    assert (response.responds_to, response.prompt, response.manner) == (words, words.prompt, "differs")
    assert response.versions.get().text == NEWER
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("answered", "first"),
    [("only_me", "only_me"), ("facilitators", "facilitators"), ("dialogue", "dialogue"), ("project", "dialogue")],
)
def test_a_response_starts_with_no_more_readers_than_what_it_answers(
    answered: str, first: str, dee_responds: Writer, words: Reflection
) -> None:
    Reflection.objects.update(audience=answered)
    assert dee_responds.response(words).permission.audience == first


def test_a_response_starts_under_the_name_its_author_chose_for_their_words_here(
    dialogue: Dialogue, amara: User, dee_responds: Writer, words: Reflection, dee: User
) -> None:
    Reflection.objects.update(name_rule="pseudonym", pseudonym="Wren", may_quote=True)
    sent(dialogue, dee, NEWER, prompt=2, name_rule="full")
    first = dee_responds.response(words).permission
    assert (first.name_rule, first.pseudonym, first.uses) == ("pseudonym", "Wren", [])
    assert dee_responds.answer(3).permission.name_rule == "full"


def test_where_its_author_wrote_only_elsewhere_a_response_starts_under_the_latest_name(
    dialogue: Dialogue, amara: User, chen: User, chen_responds: Writer, words: Reflection
) -> None:
    assert chen_responds.response(words).permission.name_rule == "full"
    sent(dialogue, chen, NEWER, prompt=2, name_rule="standpoint")
    assert chen_responds.response(words).permission.name_rule == "standpoint"


def test_no_use_is_granted_by_responding(chen_responds: Writer, words: Reflection) -> None:
    response = chen_responds.respond(words, NEWER)
    assert not any([response.may_analyse, response.may_quote, response.may_quote_named, response.may_archive])


def test_several_responses_can_be_sent_to_the_same_words(chen_responds: Writer, words: Reflection) -> None:
    chen_responds.respond(words, "First")
    chen_responds.respond(words, "Second")
    assert [row.text for row in words.responses.order_by("created_at")] == ["First", "Second"]


def test_the_same_response_sent_twice_is_sent_once(chen_responds: Writer, words: Reflection) -> None:
    chen_responds.respond(words, NEWER)
    chen_responds.respond(words, NEWER)
    assert words.responses.count() == 1
    assert Event.objects.filter(type="dialogues.response_sent").count() == 1


def test_the_author_responds_to_their_own_words(dee_responds: Writer, words: Reflection) -> None:
    assert dee_responds.respond(words, NEWER).seat == words.seat


def test_a_response_cannot_be_responded_to_by_others(chen_responds: Writer, words: Reflection, dee: User) -> None:
    response = chen_responds.respond(words, NEWER)
    assert writer(chen_responds.dialogue, dee).get("response_write", response.pk).status_code == 404


def test_a_tab_left_open_saves_nothing_over_a_newer_draft(chen_responds: Writer, words: Reflection) -> None:
    slot = chen_responds.response(words).slot
    save_draft(slot, text="First tab", version=0, by=chen_responds.person)
    with pytest.raises(Conflict):
        save_draft(slot, text="Second tab", version=0, by=chen_responds.person)


def test_a_response_leaves_the_answers_of_its_author_alone(chen_responds: Writer, words: Reflection) -> None:
    """Same seat, same prompt, same table."""
    chen_responds.save("My own answer")
    chen_responds.respond(words, NEWER)
    draft = chen_responds.draft()
    assert draft is not None
    assert draft.text == "My own answer"
    chen_responds.send()
    own = chen_responds.reflection()
    assert own is not None
    assert (own.text, own.responds_to) == ("My own answer", None)


def test_sending_answers_leaves_the_draft_of_a_response(chen_responds: Writer, words: Reflection) -> None:
    chen_responds.save("My own answer")
    save_draft(chen_responds.response(words).slot, text=NEWER, version=0, by=chen_responds.person)
    chen_responds.send()
    assert Draft.objects.get().text == NEWER


def test_nobody_else_responds_for_a_seat(chen_responds: Writer, words: Reflection, dee: User) -> None:
    slot = chen_responds.response(words).slot
    with pytest.raises(PermissionDenied):
        save_draft(slot, text=NEWER, version=0, by=dee)
    with pytest.raises(PermissionDenied):
        send_response(slot, by=dee)


def test_nothing_written_is_not_sent(chen_responds: Writer, words: Reflection) -> None:
    with pytest.raises(Refused, match="Nothing is written"):
        send_response(chen_responds.response(words).slot, by=chen_responds.person)


# When it cannot be


def test_before_the_reveal_nobody_responds_not_even_to_their_own_words(
    project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    words = sent(dialogue, dee, KEPT)
    with pytest.raises(Refused, match="after the reveal"):
        writer(dialogue, dee).respond(words, NEWER)


@pytest.mark.parametrize("closed", ["dialogue", "project"])
def test_a_closed_dialogue_or_project_takes_no_response_and_keeps_the_draft(
    closed: str, chen_responds: Writer, words: Reflection
) -> None:
    slot = chen_responds.response(words).slot
    save_draft(slot, text=NEWER, version=0, by=chen_responds.person)
    Dialogue.objects.update(state="closed") if closed == "dialogue" else Project.objects.update(state="closed")
    with pytest.raises(Refused):
        send_response(slot, by=chen_responds.person)
    assert Draft.objects.get().text == NEWER


def test_responses_are_sent_after_writing_has_ended(chen_responds: Writer, words: Reflection) -> None:
    Dialogue.objects.update(state="held", writing_ends_at=timezone.now() - timedelta(days=1))
    assert chen_responds.respond(words, NEWER)


@pytest.mark.parametrize("narrowed", [{"audience": "only_me"}, {"text": "", "withdrawn_at": timezone.now()}])
def test_words_that_are_closed_meanwhile_take_no_response(
    narrowed: dict[str, object], chen_responds: Writer, words: Reflection
) -> None:
    slot = chen_responds.response(words).slot
    save_draft(slot, text=NEWER, version=0, by=chen_responds.person)
    Reflection.objects.filter(pk=words.pk).update(**narrowed)
    with pytest.raises(Unreadable):
        send_response(slot, by=chen_responds.person)
    with pytest.raises(Unreadable):
        save_draft(slot, text="More", version=1, by=chen_responds.person)
    assert Draft.objects.get().text == NEWER


def test_what_was_taken_back_stays_empty(dee_responds: Writer, words: Reflection) -> None:
    Reflection.objects.filter(pk=words.pk).update(text="", withdrawn_at=timezone.now())
    with pytest.raises(Refused, match="took back"):
        dee_responds.save(NEWER)
    dee_responds.permit(audience="project", may_analyse=True)
    words.refresh_from_db()
    assert (words.audience, words.files_since) == ("dialogue", None)


# Changing a response


def test_a_changed_response_takes_the_place_of_the_sent_one(chen_responds: Writer, words: Reflection) -> None:
    response = chen_responds.respond(words, "First", "asks")
    chen_responds.respond(response, "Better", "thanks")
    changed = words.responses.get()
    assert (changed.text, changed.manner) == ("Better", "thanks")
    assert [version.text for version in changed.versions.order_by("number")] == ["First", "Better"]


def test_a_new_response_and_a_change_of_a_sent_one_are_two_drafts(chen_responds: Writer, words: Reflection) -> None:
    response = chen_responds.respond(words, "First")
    for place, text in ((words, "New"), (response, "Better")):
        slot = chen_responds.response(place).slot
        save_draft(slot, text=text, version=chen_responds.response(place).version, by=chen_responds.person)
    assert {draft.text: draft.revises for draft in Draft.objects.all()} == {"New": None, "Better": response}


def test_an_author_keeps_reading_a_response_to_words_that_were_closed(chen_responds: Writer, words: Reflection) -> None:
    response = chen_responds.respond(words, NEWER)
    Reflection.objects.filter(pk=words.pk).update(audience="only_me")
    assert Reflection.objects.visible_to(chen_responds.person).get() == response


# Files


def test_words_may_go_into_files_from_the_moment_they_are_sent_and_permitted(
    chen_responds: Writer, words: Reflection
) -> None:
    response = chen_responds.respond(words, NEWER, may_analyse=True)
    assert response.files_since == response.sent_at
    chen_responds.respond(response, "Changed")
    response.refresh_from_db()
    assert response.files_since is not None
    assert response.files_since < response.sent_at


@pytest.mark.parametrize("narrowed", [{"may_analyse": False}, {"may_analyse": True, "audience": "facilitators"}])
def test_the_moment_is_kept_while_words_may_go_and_cleared_when_they_may_not(
    narrowed: dict[str, object], dee_responds: Writer, words: Reflection
) -> None:
    assert words.files_since is None
    dee_responds.permit(may_analyse=True)
    words.refresh_from_db()
    first = words.files_since
    dee_responds.permit(may_analyse=True, audience="project")
    words.refresh_from_db()
    assert first is not None
    assert words.files_since == first
    dee_responds.permit(**narrowed)
    words.refresh_from_db()
    assert words.files_since is None


# What needs the author


def needs(person: User) -> list[str]:
    return [need.title for need in question_about_words.first_needs(person, timezone.now())]


def test_a_question_is_on_the_list_of_the_author_without_name_and_words(
    chen_responds: Writer, words: Reflection, dee: User
) -> None:
    chen_responds.respond(words, NEWER, "asks")
    (need,) = question_about_words.first_needs(dee, timezone.now())
    assert need.title == "Somebody asked about what you wrote: How we decide"
    assert need.url.endswith(f"/words/?at={words.pk}#words-{words.pk}")
    assert "Chen" not in f"{need}"
    assert NEWER not in f"{need}"


@pytest.mark.parametrize("manner", ["builds", "differs", "thanks"])
def test_only_a_question_asks_for_something(manner: str, chen_responds: Writer, words: Reflection, dee: User) -> None:
    chen_responds.respond(words, NEWER, manner)
    assert needs(dee) == []


def test_two_questions_about_the_same_words_are_one_entry(chen_responds: Writer, words: Reflection, dee: User) -> None:
    chen_responds.respond(words, "One?", "asks")
    chen_responds.respond(words, "Two?", "asks")
    assert len(needs(dee)) == 1


def test_a_question_leaves_the_list_when_the_author_responds_and_does_not_come_back_when_it_is_edited(
    chen_responds: Writer, dee_responds: Writer, words: Reflection
) -> None:
    question = chen_responds.respond(words, "Why?", "asks")
    dee_responds.respond(words, "Because.")
    assert needs(dee_responds.person) == []
    chen_responds.respond(question, "Why so?", "asks")
    assert needs(dee_responds.person) == []
    chen_responds.respond(words, "And when?", "asks")
    assert len(needs(dee_responds.person)) == 1


def test_an_own_question_a_hidden_one_and_one_in_a_closed_dialogue_ask_for_nothing(
    chen_responds: Writer, dee_responds: Writer, words: Reflection, amara: User
) -> None:
    dee_responds.respond(words, "What did I mean?", "asks")
    chen_responds.respond(words, "For facilitators?", "asks", audience="facilitators")
    assert needs(dee_responds.person) == []
    chen_responds.respond(words, "For all?", "asks")
    assert len(needs(dee_responds.person)) == 1
    planning_actions.close_dialogue(chen_responds.dialogue, by=amara)
    assert needs(dee_responds.person) == []


def test_whoever_left_is_asked_nothing(chen_responds: Writer, words: Reflection, dee: User) -> None:
    chen_responds.respond(words, "Why?", "asks")
    Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    assert needs(dee) == []
