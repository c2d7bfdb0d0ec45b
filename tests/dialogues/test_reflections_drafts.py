"""Drafts: saved as written, private, and never overwritten by a page that saw older words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from core.editing import Conflict
from core.errors import Refused
from core.forms import MAX_WORDS
from dialogues.actions.reflections import save_draft
from dialogues.models import Dialogue, Draft, Seat
from projects.models import Membership, Project
from tests.dialogues.planning import opened, planned, revealed, seat, url
from tests.dialogues.writing import KEPT, NEWER, Writer, writer
from tests.factories import signed_in


@pytest.fixture
def dee_writes(project: Project, amara: User, dee: User, chen: User) -> Writer:
    return writer(opened(project, amara, dee, chen), dee)


def text_of(draft: Draft | None) -> str:
    assert draft is not None
    return draft.text


def autosave(desk: Writer, text: str, version: object = 0) -> HttpResponse:
    return desk.post("reflection_autosave", 1, text=text, version=version)


def test_a_first_save_makes_a_draft_with_the_permission_of_the_profile(dee_writes: Writer, dee: User) -> None:
    User.objects.filter(pk=dee.pk).update(name_rule="pseudonym", pseudonym="Robin")
    draft = dee_writes.save(KEPT)
    assert draft is not None
    assert (draft.text, draft.audience, draft.name_rule, draft.pseudonym) == (KEPT, "dialogue", "pseudonym", "Robin")


def test_no_use_is_granted_by_writing(dee_writes: Writer) -> None:
    draft = dee_writes.save(KEPT)
    assert draft is not None
    assert not any([draft.may_analyse, draft.may_quote, draft.may_quote_named, draft.may_archive])


def test_saving_again_keeps_one_draft_with_the_newest_words(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.save(NEWER)
    assert list(Draft.objects.values_list("text", flat=True)) == [NEWER]


def test_nothing_typed_makes_no_draft(dee_writes: Writer) -> None:
    dee_writes.save("  \n")
    assert not Draft.objects.exists()


def test_a_page_that_saw_older_words_overwrites_nothing(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, version=0)
    dee_writes.save(NEWER, version=1)
    with pytest.raises(Conflict) as conflict:
        dee_writes.save("From the other tab", version=1)
    assert (conflict.value.text, conflict.value.version) == (NEWER, 2)
    assert text_of(dee_writes.draft()) == NEWER


def test_a_page_that_saw_no_draft_overwrites_none(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    with pytest.raises(Conflict):
        dee_writes.save(NEWER, version=0)


def test_the_same_words_twice_are_no_conflict(dee_writes: Writer) -> None:
    """A save whose answer was lost is sent again with the old number."""
    dee_writes.save(KEPT, version=0)
    draft = dee_writes.save(KEPT, version=0)
    assert text_of(draft) == KEPT


def test_the_kind_is_kept_though_the_script_saved_the_same_words_before(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, version=0)
    dee_writes.save(KEPT, version=0, kind="challenge")
    draft = dee_writes.draft()
    assert draft is not None
    assert draft.kind == "challenge"


def test_the_script_does_not_reset_the_kind(dee_writes: Writer) -> None:
    dee_writes.save(KEPT, kind="challenge")
    dee_writes.save(NEWER)
    draft = dee_writes.draft()
    assert draft is not None
    assert draft.kind == "challenge"


def test_a_tab_left_open_over_a_sending_does_not_overwrite_the_next_draft(dee_writes: Writer) -> None:
    seen = dee_writes.save(KEPT)
    assert seen is not None
    dee_writes.send()
    dee_writes.save(NEWER)
    with pytest.raises(Conflict):
        dee_writes.save("From the old tab", version=seen.version)
    assert text_of(dee_writes.draft()) == NEWER


def test_a_tab_from_before_the_sending_is_told_of_what_was_sent(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    dee_writes.save(NEWER)
    dee_writes.send()
    with pytest.raises(Conflict) as conflict:
        dee_writes.save("From the old tab", version=1)
    assert conflict.value.text == NEWER


def test_nobody_else_saves_into_a_seat(dee_writes: Writer, chen: User) -> None:
    with pytest.raises(PermissionDenied):
        save_draft(dee_writes.answer().slot, text=KEPT, version=0, by=chen)


def test_saving_a_draft_leaves_no_event(dee_writes: Writer) -> None:
    before = Event.objects.count()
    dee_writes.save(KEPT)
    assert Event.objects.count() == before


@pytest.mark.parametrize("state", ["planned", "held", "closed"])
def test_a_dialogue_that_is_not_open_takes_no_words(state: str, dee_writes: Writer) -> None:
    Dialogue.objects.update(state=state)
    with pytest.raises(Refused):
        dee_writes.save(KEPT)


def test_no_words_are_taken_after_writing_has_ended(dee_writes: Writer) -> None:
    Dialogue.objects.update(writing_ends_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        dee_writes.save(KEPT)


def test_a_closed_project_takes_no_words(dee_writes: Writer) -> None:
    Project.objects.filter(pk=dee_writes.dialogue.project_id).update(state="closed")
    with pytest.raises(Refused):
        dee_writes.save(KEPT)


# What autosave.js posts and is told


def test_autosave_answers_the_new_version_and_the_time_on_the_writers_clock(dee_writes: Writer) -> None:
    User.objects.filter(pk=dee_writes.person.pk).update(time_zone="Asia/Kathmandu")
    answer: dict[str, Any] = autosave(dee_writes, KEPT).json()  # type: ignore[attr-defined]
    draft = dee_writes.draft()
    assert draft is not None
    kathmandu = draft.saved_at + timedelta(hours=5, minutes=45)
    assert answer == {"version": 1, "saved_at": f"{kathmandu:%H:%M}"}


def test_autosave_answers_409_with_the_newer_words(dee_writes: Writer) -> None:
    dee_writes.save(NEWER)
    response = autosave(dee_writes, "From the other tab", version=0)
    assert response.status_code == 409
    assert response.json() == {"version": 1, "text": NEWER}  # type: ignore[attr-defined]


def test_autosave_says_why_words_are_too_long(dee_writes: Writer) -> None:
    response = autosave(dee_writes, "a" * (MAX_WORDS + 1))
    assert response.status_code == 422
    assert "50,000" in response.json()["error"]  # type: ignore[attr-defined]


def test_autosave_takes_the_longest_words_allowed(dee_writes: Writer) -> None:
    assert autosave(dee_writes, "🙂" * MAX_WORDS).status_code == 200
    assert len(text_of(dee_writes.draft())) == MAX_WORDS


def test_autosave_without_words_empties_nothing(dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    assert dee_writes.post("reflection_autosave", 1, version=1).status_code == 422
    assert text_of(dee_writes.draft()) == KEPT


def test_autosave_says_that_writing_has_ended(dee_writes: Writer) -> None:
    Dialogue.objects.update(state="held")
    response = autosave(dee_writes, KEPT)
    assert response.status_code in (409, 422)
    assert "ended" in response.json()["error"]  # type: ignore[attr-defined]


def test_autosave_never_sends(dee_writes: Writer) -> None:
    autosave(dee_writes, KEPT)
    assert dee_writes.reflection() is None
    assert dee_writes.seat.sent_at is None


def test_autosave_sends_whoever_is_signed_out_to_sign_in(dee_writes: Writer) -> None:
    dee_writes.client.logout()
    page = dee_writes.url("reflection_autosave", 1)
    response = dee_writes.client.post(page, {"text": KEPT, "version": 0}, headers={"accept": "application/json"})
    assert response.status_code == 302


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999", "1.5", "\x00"])
def test_a_version_that_makes_no_sense_overwrites_nothing(version: str, dee_writes: Writer) -> None:
    dee_writes.save(KEPT)
    assert autosave(dee_writes, NEWER, version=version).status_code == 409
    assert text_of(dee_writes.draft()) == KEPT


STRANGE = {
    "NUL": ("before\x00after", "before after"),
    "emoji": ("I felt 🙂👩🏽‍⚕️", "I felt 🙂👩🏽‍⚕️"),
    "zero-width": ("a\u200bb\u2060c", "a\u200bb\u2060c"),
    "bidi": ("\u202eabc \u05d0\u05d1", "\u202eabc \u05d0\u05d1"),
    "line ends": ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    "spaces around": ("  verse \n", "  verse \n"),
    "markup": ("<script>alert(1)</script>{{ x }}", "<script>alert(1)</script>{{ x }}"),
}


@pytest.mark.parametrize(("typed", "kept"), STRANGE.values(), ids=STRANGE)
def test_what_people_type_is_kept_as_typed(typed: str, kept: str, dee_writes: Writer) -> None:
    assert autosave(dee_writes, typed).status_code == 200
    assert text_of(dee_writes.draft()) == kept


@pytest.mark.parametrize(("typed", "kept"), STRANGE.values(), ids=STRANGE)
def test_what_people_typed_is_shown_safely(typed: str, kept: str, dee_writes: Writer) -> None:
    autosave(dee_writes, typed)
    for name, more in (("reflection_write", [1]), ("reflection_check", [])):
        response = dee_writes.get(name, *more)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


# Nobody else


@pytest.fixture
def others(amara: User, ben: User, chen: User, oli: User, zoe: User, priya: User, other_project: Project) -> list[User]:
    return [amara, ben, chen, oli, zoe, priya]


def test_drafts_are_on_no_page_of_anybody_else(dee_writes: Writer, others: list[User]) -> None:
    dee_writes.save(KEPT)
    revealed(dee_writes.dialogue, others[0])
    pages = ["dialogue_detail", "dialogue_words", "reflection_check", "reflection_sent", "dialogue_reveal"]
    for person in others:
        client = signed_in(person)
        paths = [dee_writes.url("reflection_write", 1), *map(dee_writes.url, pages)]
        shown = [client.get(path) for path in paths]
        assert KEPT not in "".join(page.text for page in shown)


def test_a_reveal_while_somebody_types_keeps_their_draft_private(dee_writes: Writer, amara: User, chen: User) -> None:
    dee_writes.save(KEPT)
    revealed(dee_writes.dialogue, amara)
    assert KEPT not in signed_in(chen).get(dee_writes.url("dialogue_words")).text
    assert dee_writes.save(NEWER) is not None


PAGES = [("reflection_write", [1]), ("reflection_permission", [1]), ("reflection_check", []), ("reflection_sent", [])]


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_without_a_seat_there_is_no_page_to_write_on(
    name: str, more: list[int], dee_writes: Writer, amara: User, ben: User
) -> None:
    for person in (amara, ben):
        assert signed_in(person).get(dee_writes.url(name, *more)).status_code == 404


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_a_seat_in_another_project_is_not_found_below_this_one(
    name: str, more: list[int], dee_writes: Writer, dee: User, zoe: User, other_project: Project
) -> None:
    foreign = planned(other_project, zoe)
    Membership.objects.create(project=other_project, person=dee, role="partner", standpoint="patient")
    seat(foreign, zoe, dee)
    path = url(name, foreign, *more).replace(str(other_project.pk), str(dee_writes.dialogue.project_id))
    assert dee_writes.client.get(path).status_code == 404


@pytest.mark.parametrize("position", [4, 999])
def test_a_prompt_that_is_not_there_is_not_found(position: int, dee_writes: Writer) -> None:
    assert dee_writes.get("reflection_write", position).status_code == 404
    assert dee_writes.post("reflection_autosave", position, text=KEPT, version=0).status_code == 404


def test_whoever_left_the_project_does_not_write_any_more(dee_writes: Writer, dee: User) -> None:
    Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    assert dee_writes.get("reflection_write", 1).status_code == 404


def test_the_next_answer_starts_under_the_name_that_hides_more(dee_writes: Writer) -> None:
    """Who is “Wren” to one prompt must not be found out by the next."""
    dee_writes.save("Under another name.")
    dee_writes.permit(1, name_rule="pseudonym", pseudonym="Wren")
    assert dee_writes.answer(2).permission.pseudonym == "Wren"
    dee_writes.save("And this too.", 2)
    draft = dee_writes.draft(2)
    assert draft is not None
    assert (draft.name_rule, draft.pseudonym) == ("pseudonym", "Wren")


def test_a_name_shown_once_shows_nothing_more_than_the_seat(dee_writes: Writer) -> None:
    Seat.objects.filter(pk=dee_writes.seat.pk).update(name_rule="standpoint")
    dee_writes.save("With my name, this once.")
    dee_writes.permit(1, name_rule="full")
    assert dee_writes.answer(2).permission.name_rule == "standpoint"
