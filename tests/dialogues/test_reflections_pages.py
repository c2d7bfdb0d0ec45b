"""The page of one prompt and the permission page: nothing typed is lost, and everything works without a script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from core.forms import MAX_WORDS
from dialogues.models import Dialogue, Draft, Reflection
from dialogues.queries.reflections import permission_of
from participants.permissions import Permission
from projects.enums import TAKING_PART
from projects.models import Project
from projects.permissions import TABLE, Action
from tests.dialogues.planning import opened, revealed
from tests.dialogues.writing import KEPT, NEWER, Writer, writer
from tests.factories import signed_in

CHOICES = {"audience": "facilitators", "name_rule": "pseudonym", "pseudonym": "Robin", "uses": ["may_analyse"]}


@pytest.fixture
def dee_writes(project: Project, amara: User, dee: User, chen: User) -> Writer:
    return writer(opened(project, amara, dee, chen), dee)


def box(page: str) -> str:
    """What stands in the text box."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return found[1]


def version(page: str) -> int:
    """What the hidden field says the page saw."""
    found = re.search(r'<input[^>]*name="version"[^>]*>', page)
    assert found is not None
    value = re.search(r'value="(\d+)"', found[0])
    assert value is not None
    return int(value[1])


def test_looking_at_a_prompt_changes_nothing(dee_writes: Writer) -> None:
    for name, more in (("reflection_write", [1]), ("reflection_permission", [1]), ("reflection_check", [])):
        assert dee_writes.get(name, *more).status_code == 200
    assert not Draft.objects.exists()


def test_the_prompt_is_the_heading_and_the_label_of_the_box(dee_writes: Writer) -> None:
    page = dee_writes.get("reflection_write", 1).text
    assert f'<h1><label for="id_text">{dee_writes.prompt().text}</label></h1>' in page


def test_the_page_says_who_reads_it_under_what_name_and_for_what(dee_writes: Writer) -> None:
    page = dee_writes.get("reflection_write", 1).text
    for row in ("Who reads this", "Under what name", "Used for"):
        assert f"<dt>{row}</dt>" in page
    assert all(f'name="next" value="{part}"' in page for part in ("audience", "name_rule", "uses"))


@pytest.mark.parametrize("part", ["audience", "name_rule", "uses"])
def test_going_to_change_the_permission_saves_what_is_typed(part: str, dee_writes: Writer) -> None:
    response = dee_writes.write(KEPT, next=part)
    assert response["Location"] == dee_writes.url("reflection_permission", 1) + f"#div_id_{part}"
    assert box(dee_writes.get("reflection_write", 1).text) == KEPT
    assert f'id="div_id_{part}"' in dee_writes.get("reflection_permission", 1).text


def test_continue_saves_and_goes_to_the_next_prompt(dee_writes: Writer) -> None:
    response = dee_writes.write(KEPT, next="on")
    assert (response.status_code, response["Location"]) == (303, dee_writes.url("reflection_write", 2))
    assert box(dee_writes.get("reflection_write", 1).text) == KEPT


def test_continue_on_the_last_prompt_goes_to_the_answers(dee_writes: Writer) -> None:
    response = dee_writes.write(KEPT, position=3, next="on")
    assert response["Location"] == dee_writes.url("reflection_check")


def test_whoever_came_from_the_answers_goes_back_to_them(dee_writes: Writer) -> None:
    fields = {"text": KEPT, "version": 0, "next": "on"}
    response = dee_writes.client.post(dee_writes.url("reflection_write", 1) + "?from=check", fields)
    assert response["Location"] == dee_writes.url("reflection_check")


def test_save_and_come_back_later_saves_and_goes_to_the_dialogue(dee_writes: Writer) -> None:
    response = dee_writes.write(KEPT, next="later")
    assert response["Location"] == dee_writes.dialogue.get_absolute_url()
    assert box(dee_writes.get("reflection_write", 1).text) == KEPT


def test_the_page_says_when_it_was_saved(dee_writes: Writer) -> None:
    draft = dee_writes.save(KEPT)
    assert draft is not None
    at = timezone.localtime(draft.saved_at)
    assert f"Saved at {at:%H:%M}" in dee_writes.get("reflection_write", 1).text


def test_the_kind_is_kept(dee_writes: Writer) -> None:
    dee_writes.write(KEPT, kind="challenge")
    draft = dee_writes.draft()
    assert draft is not None
    assert draft.kind == "challenge"


def test_an_unknown_kind_is_a_sentence_and_keeps_the_words(dee_writes: Writer) -> None:
    response = dee_writes.write(KEPT, kind="nonsense")
    assert response.status_code == 422
    assert box(response.text) == KEPT


def test_words_that_are_too_long_stay_in_the_box(dee_writes: Writer) -> None:
    words = "a" * (MAX_WORDS + 1)
    response = dee_writes.write(words)
    assert response.status_code == 422
    assert "50,000" in response.text
    assert box(response.text) == words


def test_a_million_characters_are_refused_with_a_sentence_and_stay(dee_writes: Writer) -> None:
    words = "word " * 200_000
    response = dee_writes.write(words)
    assert response.status_code == 422
    assert box(response.text) == words


def test_a_body_beyond_every_limit_is_not_an_error_of_ours(dee_writes: Writer) -> None:
    assert dee_writes.write("a" * 6_000_000).status_code in (400, 413)


# Two tabs


def test_a_conflict_shows_both_texts_and_overwrites_neither(dee_writes: Writer) -> None:
    dee_writes.save(NEWER)
    response = dee_writes.post("reflection_write", 1, text=KEPT, version=0)
    assert response.status_code == 409
    assert box(response.text) == KEPT
    assert NEWER in response.text
    assert Draft.objects.get().text == NEWER


def test_after_a_conflict_saving_once_more_is_a_choice_and_works(dee_writes: Writer) -> None:
    dee_writes.save(NEWER)
    page = dee_writes.post("reflection_write", 1, text=KEPT, version=0).text
    response = dee_writes.post("reflection_write", 1, text=KEPT, version=version(page))
    assert response.status_code == 303
    assert Draft.objects.get().text == KEPT


# When writing is over, or the session is


def test_what_was_typed_is_shown_when_writing_ended_meanwhile(dee_writes: Writer) -> None:
    Dialogue.objects.update(writing_ends_at=timezone.now() - timedelta(seconds=1))
    response = dee_writes.write(KEPT)
    assert response.status_code == 409
    assert box(response.text) == KEPT
    assert "has ended" in response.text


def test_a_draft_can_still_be_read_when_writing_has_ended(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    Dialogue.objects.update(state="held")
    page = dee_writes.get("reflection_write", 1).text
    assert KEPT in page
    assert "Save and come back later" not in page


def test_words_sent_after_the_session_ended_are_shown_with_the_way_back(dee_writes: Writer) -> None:
    dee_writes.client.logout()
    path = dee_writes.url("reflection_write", 1)
    response = dee_writes.client.post(path, {"text": KEPT, "version": 0})
    assert response.status_code == 403
    assert box(response.text) == KEPT
    assert f"next={path}" in response.text
    assert not Draft.objects.exists()


def test_signing_in_leads_back_to_the_same_prompt(dee_writes: Writer, dee: User) -> None:
    dee.set_password("correct horse battery")
    dee.save()
    browser = Client()
    path = dee_writes.url("reflection_write", 1)
    page = browser.post(path, {"text": KEPT, "version": 0}).text
    sign_in = re.search(r'class="button" href="([^"]+)"', page)
    assert sign_in is not None
    response = browser.post(sign_in[1], {"login": dee.email, "password": "correct horse battery"})
    assert (response.status_code, response["Location"]) == (302, path)


def test_a_stale_token_shows_the_words(dee_writes: Writer, dee: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(dee)
    response = browser.post(dee_writes.url("reflection_write", 1), {"text": KEPT, "version": 0})
    assert response.status_code == 403
    assert box(response.text) == KEPT


# Permission


def test_permission_is_given_on_a_page_of_its_own(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    response = dee_writes.post("reflection_permission", 1, **CHOICES)
    draft = dee_writes.draft()
    assert draft is not None
    assert (response.status_code, response["Location"]) == (303, dee_writes.url("reflection_write", 1))
    given = (draft.audience, draft.name_rule, draft.pseudonym, draft.may_analyse, draft.may_quote)
    assert given == ("facilitators", "pseudonym", "Robin", True, False)


def test_no_use_is_ticked_at_first(dee_writes: Writer) -> None:
    page = dee_writes.get("reflection_permission", 1).text
    ticks = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(ticks) == 5
    assert [tick for tick in ticks if "checked" in tick] == []


def test_permission_given_before_a_word_is_written_counts_for_it(dee_writes: Writer) -> None:
    dee_writes.post("reflection_permission", 1, **CHOICES)
    dee_writes.write(KEPT)
    draft = dee_writes.draft()
    assert draft is not None
    assert (draft.text, draft.audience) == (KEPT, "facilitators")


def test_a_page_loaded_before_the_permission_was_given_still_saves(dee_writes: Writer) -> None:
    dee_writes.post("reflection_permission", 1, **CHOICES)
    assert dee_writes.post("reflection_write", 1, text=KEPT, version=0).status_code == 303


def test_choices_can_be_used_for_all_answers(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, 1)
    dee_writes.save(NEWER, 2)
    dee_writes.post("reflection_permission", 3, **CHOICES, everywhere="on")
    assert list(Draft.objects.values_list("audience", flat=True)) == ["facilitators"] * 3


def test_choices_for_one_answer_leave_the_others(dee_writes: Writer) -> None:
    dee_writes.save(NEWER, 2)
    dee_writes.post("reflection_permission", 1, **CHOICES)
    other = dee_writes.draft(2)
    assert other is not None
    assert other.audience == "dialogue"


def test_choices_for_all_outlive_a_sending(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.post("reflection_permission", 1, **CHOICES, everywhere="on")
    dee_writes.send()
    dee_writes.save(NEWER, 2)
    later = dee_writes.draft(2)
    assert later is not None
    assert later.audience == "facilitators"


def test_a_chosen_name_has_to_be_given(dee_writes: Writer) -> None:
    response = dee_writes.post("reflection_permission", 1, **CHOICES | {"pseudonym": " \u200b"})
    assert response.status_code == 422
    assert "Write the name you choose." in response.text


def test_no_name_shown_and_quoted_with_name_do_not_go_together(dee_writes: Writer) -> None:
    fields = {"audience": "dialogue", "name_rule": "standpoint", "uses": ["may_quote_named"]}
    assert dee_writes.post("reflection_permission", 1, **fields).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("field", ["audience", "name_rule", "uses"])
def test_a_choice_that_is_not_offered_is_refused_with_a_sentence(field: str, dee_writes: Writer) -> None:
    response = dee_writes.post("reflection_permission", 1, **CHOICES | {field: "everybody"})
    assert response.status_code == 422
    assert "Select a valid choice" not in response.text


def test_the_only_one_of_a_standpoint_is_told_that_others_may_guess(dee_writes: Writer) -> None:
    assert "may guess" in dee_writes.get("reflection_permission", 1).text


def test_whoever_shares_a_standpoint_is_not_told_so(project: Project, amara: User, ben: User) -> None:
    desk = writer(opened(project, amara, amara, ben), ben)
    assert "may guess" not in desk.get("reflection_permission", 1).text


def test_permission_of_sent_words_is_obeyed_from_the_next_request_on(
    dee_writes: Writer, amara: User, chen: User
) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    revealed(dee_writes.dialogue, amara)
    reader = signed_in(chen)
    assert KEPT in reader.get(dee_writes.url("dialogue_words")).text
    dee_writes.post("reflection_permission", 1, audience="only_me", name_rule="full")
    assert KEPT not in reader.get(dee_writes.url("dialogue_words")).text


def test_the_name_of_sent_words_changes_everywhere_at_once(dee_writes: Writer, amara: User, chen: User) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    revealed(dee_writes.dialogue, amara)
    dee_writes.post("reflection_permission", 1, audience="dialogue", name_rule="standpoint")
    page = signed_in(chen).get(dee_writes.url("dialogue_words")).text
    assert "Patient, name not shown" in page
    assert "Dee Marsh" not in page


@pytest.mark.parametrize("state", ["held", "closed"])
def test_permission_can_be_changed_when_nothing_can_be_written_any_more(state: str, dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    Dialogue.objects.update(state=state)
    Project.objects.update(state="archived")
    assert dee_writes.post("reflection_permission", 1, audience="only_me", name_rule="full").status_code == 303
    assert Reflection.objects.get().audience == "only_me"


def test_permission_for_nothing_is_refused_when_writing_has_ended(dee_writes: Writer) -> None:
    Dialogue.objects.update(state="held")
    assert dee_writes.post("reflection_permission", 1, **CHOICES).status_code == 409
    assert not Draft.objects.exists()


def test_changing_permission_keeps_unsent_changes_and_sent_words_alike(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    dee_writes.save(NEWER)
    dee_writes.permit(1, audience="project", may_quote=True)
    draft, reflection = dee_writes.draft(), dee_writes.reflection()
    assert draft is not None
    assert reflection is not None
    assert (draft.text, reflection.text) == (NEWER, KEPT)
    assert permission_of(draft) == permission_of(reflection) == Permission("project", "full", "", may_quote=True)


def test_a_change_of_permission_is_in_the_history_without_words_and_names(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.send()
    dee_writes.permit(1, audience="only_me", pseudonym="Robin")
    event = Event.objects.get(type="dialogues.permission_changed")
    assert event.target_id == dee_writes.dialogue.pk
    assert KEPT not in str(event.data)
    assert "Robin" not in str(event.data)


def test_the_door_to_writing_opens_for_whoever_takes_part_and_for_nobody_else() -> None:
    """`seat_of` relies on it: a seat of somebody who no longer takes part is not found behind that door."""
    assert TABLE[Action.REFLECTION_WRITE] == TAKING_PART
