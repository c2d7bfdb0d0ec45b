"""The page on which somebody responds, and responses on the page of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.forms import MAX_WORDS
from dialogues.models import Dialogue, Draft, Prompt, Reflection
from participants.registry import FILES, HeldFile
from projects.models import Project
from tests.dialogues.planning import opened, page, revealed, sent, url
from tests.dialogues.test_reflections_pages import box, version
from tests.dialogues.writing import KEPT, NEWER, Writer, writer
from tests.factories import in_project, signed_in

WAYS = ("builds", "asks", "differs", "thanks")


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User, chen: User) -> Dialogue:
    opening = opened(project, amara, dee, chen)
    sent(opening, dee, KEPT, audience="project")
    return revealed(opening, amara)


@pytest.fixture
def words(dialogue: Dialogue) -> Reflection:
    return Reflection.objects.get(text=KEPT)


@pytest.fixture
def chen_responds(dialogue: Dialogue, chen: User) -> Writer:
    return writer(dialogue, chen)


def post(desk: Writer, words: Reflection, typed: str, press: str = "send", **fields: object) -> tuple[int, str, str]:
    """The form of the page: status, where to, and the page."""
    seen = version(desk.get("response_write", words.pk).text)
    data = {"text": typed, "manner": "asks", "version": seen, "next": press} | fields
    response = desk.post("response_write", words.pk, **data)
    return response.status_code, response.get("Location", ""), response.text


def test_every_way_to_respond_is_a_link_under_the_words(chen_responds: Writer, words: Reflection) -> None:
    text = page(chen_responds.client, "dialogue_words", chen_responds.dialogue)
    for manner in WAYS:
        assert f'href="{chen_responds.url("response_write", words.pk)}?manner={manner}"' in text


def test_without_a_seat_there_is_no_link_and_no_page(dialogue: Dialogue, words: Reflection, amara: User) -> None:
    client = signed_in(amara)
    assert KEPT in page(client, "dialogue_words", dialogue)
    assert "?manner=" not in page(client, "dialogue_words", dialogue)
    assert client.get(url("response_write", dialogue, words.pk)).status_code == 404


@pytest.mark.parametrize("closed", ["dialogue", "project"])
def test_a_closed_dialogue_or_project_has_no_links(closed: str, chen_responds: Writer, words: Reflection) -> None:
    Dialogue.objects.update(state="closed") if closed == "dialogue" else Project.objects.update(state="closed")
    assert "?manner=" not in page(chen_responds.client, "dialogue_words", chen_responds.dialogue)


def test_the_page_shows_what_is_answered_and_keeps_the_chosen_way(chen_responds: Writer, words: Reflection) -> None:
    text = chen_responds.client.get(chen_responds.url("response_write", words.pk) + "?manner=differs").text
    assert KEPT in text
    assert "Dee Marsh" in text
    assert re.search(r'<input[^>]*value="differs"[^>]*checked', text)
    assert not Draft.objects.exists()


def test_sending_leads_to_the_response_in_its_place(chen_responds: Writer, words: Reflection) -> None:
    status, place, _text = post(chen_responds, words, NEWER)
    response = Reflection.objects.get(text=NEWER)
    assert (status, place) == (303, chen_responds.url("dialogue_words") + f"?at={response.pk}#words-{response.pk}")
    assert f'id="words-{response.pk}"' in page(chen_responds.client, "dialogue_words", chen_responds.dialogue)


def test_send_pressed_twice_sends_once(chen_responds: Writer, words: Reflection) -> None:
    data = {"text": NEWER, "manner": "asks", "version": 0, "next": "send"}
    for _press in range(2):
        assert chen_responds.post("response_write", words.pk, **data).status_code == 303
    assert words.responses.count() == 1


def test_save_and_come_back_later_keeps_it_private(chen_responds: Writer, words: Reflection, dee: User) -> None:
    assert post(chen_responds, words, NEWER, "later")[0] == 303
    assert box(chen_responds.get("response_write", words.pk).text) == NEWER
    assert NEWER not in page(signed_in(dee), "dialogue_words", chen_responds.dialogue)
    assert NEWER in page(chen_responds.client, "reflection_check", chen_responds.dialogue)


@pytest.mark.parametrize("part", ["audience", "name_rule", "uses"])
def test_going_to_the_permission_saves_what_is_typed(part: str, chen_responds: Writer, words: Reflection) -> None:
    place = post(chen_responds, words, NEWER, part)[1]
    assert place == chen_responds.url("response_permission", words.pk) + f"#div_id_{part}"
    given = {"audience": "facilitators", "name_rule": "standpoint"}
    back = chen_responds.post("response_permission", words.pk, **given)
    assert back["Location"] == chen_responds.url("response_write", words.pk)
    assert (Draft.objects.get().text, Draft.objects.get().audience) == (NEWER, "facilitators")


def test_a_permission_chosen_before_a_word_is_written_counts(chen_responds: Writer, words: Reflection) -> None:
    chen_responds.post("response_permission", words.pk, audience="facilitators", name_rule="full")
    post(chen_responds, words, NEWER)
    assert Reflection.objects.get(text=NEWER).audience == "facilitators"


def test_nothing_written_is_a_sentence(chen_responds: Writer, words: Reflection) -> None:
    status, _place, text = post(chen_responds, words, " \u200b")
    assert status == 422
    assert "Nothing is written yet." in text


@pytest.mark.parametrize("fields", [{"manner": "shouts"}, {"manner": ""}, {"text": "a" * (MAX_WORDS + 1)}])
def test_bad_input_is_a_sentence_and_keeps_the_text(
    fields: dict[str, str], chen_responds: Writer, words: Reflection
) -> None:
    status, _place, text = post(chen_responds, words, NEWER, **fields)
    assert status == 422
    assert box(text) == fields.get("text", NEWER)


def test_a_conflict_shows_both_texts(chen_responds: Writer, words: Reflection) -> None:
    post(chen_responds, words, "From the first tab", "later")
    status, _place, text = post(chen_responds, words, NEWER, version=0)
    assert status == 409
    assert box(text) == NEWER
    assert "From the first tab" in text
    assert not words.responses.exists()


def test_autosave_saves_privately_with_the_way_of_the_link(chen_responds: Writer, words: Reflection) -> None:
    place = chen_responds.url("response_autosave", words.pk) + "?manner=thanks"
    answer = chen_responds.client.post(place, {"text": NEWER, "version": 0})
    assert answer.json()["version"] == 1
    assert (Draft.objects.get().text, Draft.objects.get().manner) == (NEWER, "thanks")
    assert not words.responses.exists()


def test_a_draft_is_not_in_any_way_shown_to_others(chen_responds: Writer, words: Reflection, dee: User) -> None:
    post(chen_responds, words, NEWER, "later")
    for name, more in (("dialogue_words", []), ("reflection_check", []), ("response_write", [words.pk])):
        assert NEWER not in signed_in(dee).get(chen_responds.url(name, *more)).text


# Words that were closed while the page was open


def test_a_response_to_closed_words_is_not_found_and_the_text_is_shown(
    chen_responds: Writer, words: Reflection
) -> None:
    Reflection.objects.filter(pk=words.pk).update(audience="only_me")
    answer = chen_responds.post("response_write", words.pk, text=NEWER, manner="asks", version=0, next="send")
    assert answer.status_code == 404
    assert box(answer.text) == NEWER
    assert KEPT not in answer.text
    assert not Draft.objects.exists()


def test_autosave_says_that_the_words_are_closed(chen_responds: Writer, words: Reflection) -> None:
    Reflection.objects.filter(pk=words.pk).update(audience="only_me")
    answer = chen_responds.post("response_autosave", words.pk, text=NEWER, version=0)
    assert answer.status_code == 404
    assert "Copy your text" in answer.json()["error"]  # type: ignore[attr-defined]


def test_a_draft_for_closed_words_can_still_be_read(chen_responds: Writer, words: Reflection) -> None:
    post(chen_responds, words, NEWER, "later")
    Reflection.objects.filter(pk=words.pk).update(audience="only_me")
    answer = chen_responds.get("response_write", words.pk)
    assert (answer.status_code, box(answer.text)) == (404, NEWER)
    assert NEWER in page(chen_responds.client, "reflection_check", chen_responds.dialogue)


def test_closed_words_take_the_responses_of_others_with_them(
    chen_responds: Writer, words: Reflection, project: Project, amara: User
) -> None:
    chen_responds.respond(words, NEWER)
    Reflection.objects.filter(pk=words.pk).update(audience="facilitators")
    text = page(chen_responds.client, "dialogue_words", chen_responds.dialogue)
    assert KEPT not in text
    assert "words that are not open to you any more" in text
    assert NEWER in text
    assert NEWER not in page(signed_in(amara), "dialogue_words", chen_responds.dialogue)


# The page of words


def test_a_response_stands_as_a_voice_of_its_own(chen_responds: Writer, words: Reflection, dee: User) -> None:
    chen_responds.respond(words, NEWER, "differs", name_rule="standpoint")
    text = page(signed_in(dee), "dialogue_words", chen_responds.dialogue)
    block = text.split("Responses</h3>")[1].split("</article>")[0]
    assert '<article class="voice clinician">' in block
    assert NEWER in block
    assert f'Sees it differently: <a href="#words-{words.pk}">what Dee Marsh wrote</a>' in block
    assert "<strong>Clinician, name not shown</strong>" in block


def test_an_author_can_answer_what_was_asked_and_is_not_offered_to_thank_themselves(
    chen_responds: Writer, words: Reflection, dee: User
) -> None:
    ways = ("Thank", "Answer, or add to it")
    before = page(signed_in(dee), "dialogue_words", chen_responds.dialogue)
    assert [before.count(way) for way in ways] == [0, 1]
    chen_responds.respond(words, NEWER, "asks")
    asked = page(signed_in(dee), "dialogue_words", chen_responds.dialogue)
    assert "Answer, or add to it" in asked.split(NEWER)[1]
    theirs = page(chen_responds.client, "dialogue_words", chen_responds.dialogue)
    assert [theirs.count(way) for way in ways] == [1, 0]


def test_responses_stand_in_the_order_they_came(chen_responds: Writer, words: Reflection, dee: User) -> None:
    chen_responds.respond(words, "One")
    writer(chen_responds.dialogue, dee).respond(words, "Two")
    chen_responds.respond(words, "Three")
    text = page(chen_responds.client, "dialogue_words", chen_responds.dialogue)
    assert text.index("<p>One</p>") < text.index("<p>Two</p>") < text.index("<p>Three</p>")


def taken_back(words: Reflection) -> None:
    Reflection.objects.filter(pk=words.pk).update(text="", withdrawn_at=timezone.now())


def test_words_taken_back_leave_a_sentence_where_they_were_answered(
    chen_responds: Writer, words: Reflection, dee: User
) -> None:
    chen_responds.respond(words, NEWER)
    taken_back(words)
    for person in (chen_responds.person, dee):
        text = page(signed_in(person), "dialogue_words", chen_responds.dialogue)
        assert "Words taken back by their author." in text
        assert NEWER in text
        assert KEPT not in text


def test_words_taken_back_without_a_response_leave_nothing(
    chen_responds: Writer, words: Reflection, project: Project, amara: User, dee: User
) -> None:
    """The same page as that of a dialogue in which they were never written."""
    taken_back(words)
    text = page(chen_responds.client, "dialogue_words", chen_responds.dialogue)
    patients = {part.split("</article>")[0] for part in text.split('<article class="voice patient')[1:]}
    assert len(patients) == 1
    assert "taken back" not in text


def test_own_words_say_their_permission_and_lead_to_its_change_and_back(
    chen_responds: Writer, words: Reflection, dee: User
) -> None:
    response = chen_responds.respond(words, NEWER)
    for person, place, row in (
        (dee, url("reflection_permission", chen_responds.dialogue, 1), words),
        (chen_responds.person, chen_responds.url("response_permission", response.pk), response),
    ):
        client = signed_in(person)
        text = page(client, "dialogue_words", chen_responds.dialogue)
        assert text.count(f'href="{place}?from=words"') == 1
        answer = client.post(f"{place}?from=words", {"audience": "only_me", "name_rule": "full"})
        assert answer["Location"] == f"{chen_responds.url('dialogue_words')}?at={row.pk}#words-{row.pk}"
        row.refresh_from_db()
        assert row.audience == "only_me"


def test_permission_of_a_response_can_be_changed_when_the_dialogue_is_closed(
    chen_responds: Writer, words: Reflection
) -> None:
    response = chen_responds.respond(words, NEWER)
    Dialogue.objects.update(state="closed")
    assert chen_responds.post("response_permission", response.pk, audience="only_me", name_rule="full")
    response.refresh_from_db()
    assert response.audience == "only_me"


def test_choices_for_all_answers_reach_drafts_and_responses(chen_responds: Writer, words: Reflection) -> None:
    response = chen_responds.respond(words, NEWER)
    post(chen_responds, words, "Not sent", "later")
    chen_responds.save("Mine")
    choices = {"audience": "project", "name_rule": "standpoint", "everywhere": "on"}
    assert chen_responds.post("reflection_permission", 1, **choices).status_code == 303
    response.refresh_from_db()
    assert (response.audience, response.name_rule) == ("project", "standpoint")
    assert set(Draft.objects.values_list("audience", "name_rule")) == {("project", "standpoint")}
    words.refresh_from_db()
    assert words.name_rule == "full"


@pytest.mark.parametrize("count", [1, 3])
def test_responses_cost_no_more_queries_for_three_than_for_one(
    count: int, chen_responds: Writer, words: Reflection, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        chen_responds.respond(words, f"Response {number}")
    with django_assert_num_queries(10):
        page(chen_responds.client, "dialogue_words", chen_responds.dialogue)


def test_a_long_dialogue_is_paged_by_prompt(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    Prompt.objects.bulk_create(Prompt(dialogue=dialogue, position=at, text=f"Prompt no. {at}") for at in range(4, 13))
    words = sent(dialogue, dee, KEPT, prompt=12)
    client = signed_in(dee)
    first = page(client, "dialogue_words", revealed(dialogue, amara))
    assert "Page 1 of 2" in first
    assert KEPT not in first
    answer = client.post(
        url("reflection_permission", dialogue, 12) + "?from=words", {"audience": "dialogue", "name_rule": "full"}
    )
    assert answer["Location"] == url("dialogue_words", dialogue) + f"?at={words.pk}#words-{words.pk}"
    assert KEPT in client.get(answer["Location"]).text


# Files that left with these words


@pytest.fixture
def fetched() -> Iterator[None]:
    """A file of this project was fetched on 2 May 2026."""

    def source(project_id: UUID, since: datetime) -> list[HeldFile]:
        return [HeldFile("Reflections", datetime(2026, 5, 2, 12, tzinfo=timezone.get_current_timezone()))]

    FILES.append(source)
    yield
    FILES.remove(source)


@pytest.mark.usefixtures("fetched")
def test_the_permission_page_says_which_files_left_and_a_narrowing_repeats_it(
    chen_responds: Writer, words: Reflection
) -> None:
    sentence = "1 file with these words was fetched on Saturday 2 May 2026. It cannot be called back."
    response = chen_responds.respond(words, NEWER)
    place = chen_responds.url("response_permission", response.pk)
    assert sentence not in chen_responds.client.get(place).text
    choices = {"audience": "dialogue", "name_rule": "full"}
    chen_responds.client.post(place, choices | {"uses": ["may_analyse"]})
    assert sentence in chen_responds.client.get(place).text
    answer = chen_responds.client.post(place, choices)
    assert sentence in chen_responds.client.get(answer["Location"]).text


def test_another_dialogues_words_are_not_answered_below_this_one(
    chen_responds: Writer, project: Project, amara: User, chen: User
) -> None:
    other = opened(project, amara, chen)
    elsewhere = sent(other, chen, "Elsewhere")
    revealed(other, amara)
    assert chen_responds.get("response_write", elsewhere.pk).status_code == 404


def test_somebody_new_without_a_seat_reads_and_does_not_respond(dialogue: Dialogue, words: Reflection) -> None:
    someone = in_project(dialogue.project, "Kim Vale", "partner", "carer")
    client: Client = signed_in(someone)
    answer = client.post(url("response_write", dialogue, words.pk), {"text": NEWER, "manner": "asks", "version": 0})
    assert answer.status_code == 404
    assert words.text not in answer.text
    assert not Reflection.objects.filter(responds_to=words).exists()
