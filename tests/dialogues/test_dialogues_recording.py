"""Agreements, agreed actions and kept disagreements: recorded, changed, removed, and where they are read."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.editing import Stale
from core.errors import Refused
from dialogues.actions import dialogues as planning_actions
from dialogues.actions import outcomes as actions
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement
from dialogues.policies.outcomes import mark
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, page, url
from tests.dialogues.recording import action, agreement, kept, open_words
from tests.factories import in_days, signed_in


def token() -> str:
    return str(uuid.uuid4())


def typed_action(dialogue: Dialogue, owner: User, **changes: Any) -> dict[str, Any]:
    seat = dialogue.seats.get(person=owner)
    form = {"form_token": token(), "text": "Ask the clinic.", "owner": str(seat.pk), "due_on": in_days(9).isoformat()}
    return form | changes


def test_a_facilitator_records_an_agreement(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee, facilitator=dee)
    form = {"form_token": token(), "text": "We meet monthly."}
    for _ in range(2):
        assert signed_in(dee).post(url("agreement_add", dialogue), form).status_code == 303
    assert Agreement.objects.get().text == "We meet monthly."


def test_a_facilitator_records_an_action_of_a_seat(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = open_words(project, amara, dee, chen, facilitator=dee)
    form = typed_action(dialogue, chen)
    for _ in range(2):
        assert signed_in(dee).post(url("agreed_action_add", dialogue), form).status_code == 303
    assert AgreedAction.objects.get().owner.person == chen


@pytest.mark.parametrize("name", ["agreement_add", "agreed_action_add", "disagreement_add"])
def test_a_plain_seat_records_nothing(name: str, project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    assert signed_in(dee).get(url(name, dialogue)).status_code == 403


@pytest.mark.parametrize("name", ["agreement_add", "agreed_action_add"])
def test_nothing_is_recorded_before_the_reveal_and_after_the_close(
    name: str, project: Project, amara: User, dee: User
) -> None:
    blind, closed = opened(project, amara, dee), open_words(project, amara, dee)
    planning_actions.close_dialogue(closed, by=amara)
    for dialogue in (blind, closed):
        assert signed_in(amara).post(url(name, dialogue), {"form_token": token(), "text": "x"}).status_code == 409
    assert not Agreement.objects.exists()


def test_nothing_is_recorded_in_a_closed_project(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    Project.objects.update(state=ProjectState.CLOSED)
    assert signed_in(amara).get(url("agreement_add", dialogue)).status_code == 409


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Say what will be done."),
        ({"text": "x" * 5001}, "Use at most 5000 characters."),
        ({"owner": ""}, "Choose who takes it on."),
        ({"owner": str(uuid.uuid4())}, "Choose somebody with a seat in this dialogue."),
        ({"owner": "\0"}, "Choose somebody with a seat in this dialogue."),
        ({"due_on": ""}, "Say by when."),
        ({"due_on": "someday"}, "Enter a real date"),
        ({"due_on": "2020-01-01"}, "Choose today or a day after it."),
        ({"due_on": "9999-01-01"}, "between 1990 and 2100"),
        ({"form_token": "x"}, "Load this page again."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    changes: dict[str, Any], sentence: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = open_words(project, amara, dee)
    form = typed_action(dialogue, dee, text="Words that I typed") | changes
    response = signed_in(amara).post(url("agreed_action_add", dialogue), form)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    if "text" not in changes:
        assert "Words that I typed" in response.content.decode()


def test_a_seat_of_another_dialogue_cannot_own(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue, other = open_words(project, amara, dee), open_words(project, amara, chen)
    form = typed_action(dialogue, dee) | {"owner": str(other.seats.get(person=chen).pk)}
    assert signed_in(amara).post(url("agreed_action_add", dialogue), form).status_code == 422


def test_everybody_who_takes_part_reads_all_three_kinds(project: Project, amara: User, ben: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    agreement(dialogue, amara)
    kept(dialogue, amara)
    action(dialogue, amara, dee)
    text = page(signed_in(ben), "outcome_list", dialogue)
    for words in ("We meet monthly.", "When we know each other.", "Ask the clinic.", "Dee Marsh"):
        assert words in text
    for act in ("Record an agreement", "Say what came of it", "Remove", "Set the date"):
        assert act not in text


def test_an_owner_is_named_as_they_chose(project: Project, amara: User, ben: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    action(dialogue, amara, dee)
    dialogue.seats.filter(person=dee).update(name_rule="standpoint")
    for client, name in ((signed_in(ben), "outcome_list"), (signed_in(amara), "agreed_action_add")):
        text = page(client, name, dialogue)
        assert "Dee Marsh" not in text
        assert "Patient, name not shown" in text


def test_an_empty_page_says_so(project: Project, amara: User, dee: User) -> None:
    text = page(signed_in(dee), "outcome_list", open_words(project, amara, dee))
    for sentence in ("No agreement is recorded.", "No kept disagreement is recorded.", "No action is recorded."):
        assert sentence in text


def test_words_and_dialogue_lead_to_what_came_of_it(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    for name in ("dialogue_words", "dialogue_detail"):
        assert url("outcome_list", dialogue) in page(signed_in(dee), name, dialogue)


@pytest.mark.parametrize("count", [1, 3])
def test_outcomes_cost_the_same_for_one_and_three_of_each(
    count: int, project: Project, amara: User, dee: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dialogue = open_words(project, amara, dee)
    for _ in range(count):
        agreement(dialogue, amara)
        kept(dialogue, amara)
        action(dialogue, amara, dee)
    client = signed_in(dee)
    with django_assert_num_queries(11):
        page(client, "outcome_list", dialogue)


def test_an_agreement_is_changed(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = agreement(dialogue, amara)
    form = {"text": "We meet weekly.", "seen": mark(row)}
    for _ in range(2):  # a double click is no change by somebody else
        assert signed_in(amara).post(url("agreement_edit", dialogue, row.pk), form).status_code == 303
    row.refresh_from_db()
    assert row.text == "We meet weekly."
    assert of_target(row.pk).filter(type="dialogues.outcome_changed").count() == 1


def test_of_two_who_change_it_both_texts_are_shown(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee, facilitator=dee)
    row = agreement(dialogue, amara)
    seen, path = mark(row), url("agreement_edit", dialogue, row.pk)
    signed_in(amara).post(path, {"text": "We meet weekly.", "seen": seen})
    response = signed_in(dee).post(path, {"text": "We meet daily.", "seen": seen})
    text = response.content.decode()
    assert response.status_code == 409
    assert "We meet weekly." in text
    assert "We meet daily." in text
    row.refresh_from_db()
    assert row.text == "We meet weekly."
    assert mark(row) in text  # so that pressing the button again replaces it


def test_an_action_changes_its_owner_and_its_day(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = open_words(project, amara, dee, chen)
    row = action(dialogue, amara, dee)
    form = typed_action(dialogue, chen) | {"seen": mark(row)}
    assert signed_in(amara).post(url("agreed_action_edit", dialogue, row.pk), form).status_code == 303
    row.refresh_from_db()
    assert (row.owner.person, row.due_on) == (chen, in_days(9))


def test_a_late_action_can_be_changed_without_another_day(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = action(dialogue, amara, dee, in_days(-3))
    form = typed_action(dialogue, dee, text="Call the clinic.", due_on=in_days(-3).isoformat(), seen=mark(row))
    assert signed_in(amara).post(url("agreed_action_edit", dialogue, row.pk), form).status_code == 303


def test_a_stale_action_shows_what_is_stored(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = action(dialogue, amara, dee)
    response = signed_in(amara).post(
        url("agreed_action_edit", dialogue, row.pk), typed_action(dialogue, dee, text="Mine", seen="old")
    )
    assert response.status_code == 409
    assert "Ask the clinic." in response.content.decode()


def test_a_disagreement_keeps_its_positions_when_its_title_changes(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = kept(dialogue, amara)
    form = {
        "title": "How soon?",
        "look_back_on": row.look_back_on.isoformat(),
        "held_by_1": "patient",
        "text_1": "When we know each other.",
        "held_by_2": "clinician",
        "text_2": "Before the winter list.",
        "seen": mark(row),
    }
    before = set(row.positions.values_list("pk", flat=True))
    assert signed_in(amara).post(url("disagreement_edit", dialogue, row.pk), form).status_code == 303
    row.refresh_from_db()
    assert row.title == "How soon?"
    assert set(row.positions.values_list("pk", flat=True)) == before


def test_another_position_replaces_the_old_ones(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = kept(dialogue, amara)
    fields = {"title": row.title, "look_back_on": row.look_back_on}
    sides = [("patient", "Never."), ("manager", "At once.")]
    actions.edit_disagreement(row, fields=fields, positions=sides, seen=mark(row), by=amara)
    assert sorted(row.positions.values_list("held_by", "text")) == sorted(sides[::-1])
    with pytest.raises(Stale):
        actions.edit_disagreement(row, fields=fields, positions=sides[:1] * 2, seen="old", by=amara)


def test_another_day_asks_again_where_it_stands(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = kept(dialogue, amara)
    KeptDisagreement.objects.update(standing="closer")
    row.refresh_from_db()
    sides = list(row.positions.values_list("held_by", "text"))
    fields = {"title": row.title, "look_back_on": in_days(100)}
    actions.edit_disagreement(row, fields=fields, positions=sides, seen=mark(row), by=amara)
    row.refresh_from_db()
    assert row.standing == ""


@pytest.mark.parametrize("kind", ["agreement", "disagreement", "agreed_action"])
def test_removing_asks_once_and_then_removes(kind: str, project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    rows = {"agreement": agreement(dialogue, amara), "disagreement": kept(dialogue, amara)}
    rows["agreed_action"] = action(dialogue, amara, dee)
    path, client = url(f"{kind}_remove", dialogue, rows[kind].pk), signed_in(amara)
    assert "This cannot be undone." in client.get(path).content.decode()
    assert type(rows[kind]).objects.exists()  # type: ignore[attr-defined]
    assert client.post(path).status_code == 303
    assert not type(rows[kind]).objects.exists()  # type: ignore[attr-defined]
    assert of_target(rows[kind].pk).filter(type="dialogues.outcome_removed").get().data == {}
    assert client.post(path).status_code == 404


def test_what_was_removed_meanwhile_is_not_written(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = agreement(dialogue, amara)
    actions.remove_outcome(row, by=amara)
    with pytest.raises(Refused, match="Somebody removed this"):
        actions.edit_outcome(row, fields={"text": "Mine"}, seen=mark(row), by=amara)


def test_an_outcome_of_another_dialogue_is_not_found(project: Project, amara: User, dee: User) -> None:
    row = agreement(open_words(project, amara, dee), amara)
    other = open_words(project, amara, dee)
    assert signed_in(amara).get(url("agreement_edit", other, row.pk)).status_code == 404


def test_the_owner_says_what_came_of_it_after_the_close_too(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = action(dialogue, amara, dee)
    planning_actions.close_dialogue(dialogue, by=amara)
    client = signed_in(dee)
    seen = client.get(url("agreed_action_follow", dialogue, row.pk)).context["form"]["seen"].value()
    form = {"became": "They said yes.", "done_on": in_days(0).isoformat(), "seen": seen}
    assert client.post(url("agreed_action_follow", dialogue, row.pk), form).status_code == 303
    row.refresh_from_db()
    assert (row.became, row.done_on) == ("They said yes.", in_days(0))
    event = of_target(row.pk).filter(type="dialogues.action_followed").get()
    assert event.data == {"done": True}
    assert "They said yes." in page(signed_in(amara), "outcome_list", dialogue)


def test_nobody_else_says_what_came_of_it(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = open_words(project, amara, dee, chen)
    row = action(dialogue, amara, dee)
    assert signed_in(chen).get(url("agreed_action_follow", dialogue, row.pk)).status_code == 403


def test_an_owner_who_left_says_nothing_any_more(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = action(dialogue, amara, dee)
    Membership.objects.filter(person=dee).update(expires_on=in_days(0))
    assert signed_in(dee).get(url("agreed_action_follow", dialogue, row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"became": ""}, "Say what came of it."),
        ({"done_on": in_days(1).isoformat()}, "Choose today or a day before it."),
        ({"done_on": "soon"}, "Enter a real date"),
    ],
)
def test_what_came_of_it_needs_words_and_no_day_to_come(
    changes: dict[str, str], sentence: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = open_words(project, amara, dee)
    row = action(dialogue, amara, dee)
    response = signed_in(dee).post(
        url("agreed_action_follow", dialogue, row.pk), {"became": "Half of it is done."} | changes
    )
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_two_who_say_what_came_of_it_lose_nothing(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    row = action(dialogue, amara, dee)
    path = url("agreed_action_follow", dialogue, row.pk)
    seen = signed_in(dee).get(path).context["form"]["seen"].value()
    signed_in(dee).post(path, {"became": "They said yes.", "seen": seen})
    response = signed_in(amara).post(path, {"became": "They said no.", "seen": seen})
    assert response.status_code == 409
    for words in ("They said yes.", "They said no."):
        assert words in response.content.decode()
