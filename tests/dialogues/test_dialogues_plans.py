"""The whole plan: its agenda, its ground rules, two people at once, and another dialogue like it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.editing import Stale
from core.errors import Refused
from dialogues.actions import dialogues as actions
from dialogues.actions.outcomes import keep_disagreement
from dialogues.models import Dialogue
from dialogues.registry import GROUND_RULES
from projects.models import Membership, Project
from tests import factories
from tests.dialogues.planning import opened, page, planned, revealed, seat, sent, url
from tests.dialogues.test_dialogues_pages import create_url, typed
from tests.factories import signed_in

AGENDA = {"step_1": "Tea", "minutes_1": "15", "step_2": "Talk", "minutes_2": "60"}


def agenda(dialogue: Dialogue) -> list[tuple[str, int]]:
    return list(dialogue.agenda.values_list("title", "minutes"))


def test_a_plan_has_an_agenda_ground_rules_and_a_look_back(project: Project, amara: User) -> None:
    day = factories.in_days(90)
    form = typed(ground_rules="We listen.", look_back_on=day.isoformat(), **AGENDA)
    assert signed_in(amara).post(create_url(project), form).status_code == 303
    dialogue = Dialogue.objects.get()
    assert agenda(dialogue) == [("Tea", 15), ("Talk", 60)]
    assert (dialogue.ground_rules, dialogue.look_back_on) == ("We listen.", day)
    text = page(signed_in(amara), "dialogue_detail", dialogue)
    for said in ("Tea", "In all: 75 minutes", "We listen.", "We look back on"):
        assert said in text


def test_ground_rules_are_offered_and_may_be_taken_out(project: Project, amara: User) -> None:
    assert str(GROUND_RULES).split("\n")[1] in signed_in(amara).get(create_url(project)).content.decode()
    signed_in(amara).post(create_url(project), typed(ground_rules=""))
    assert Dialogue.objects.get().ground_rules == ""


def test_the_form_is_in_groups_and_says_how_long_the_agenda_takes(project: Project, amara: User) -> None:
    signed_in(amara).post(create_url(project), typed(**AGENDA))
    text = page(signed_in(amara), "dialogue_edit", Dialogue.objects.get())
    for legend in ("What it is about", "When", "Where", "Prompts", "Agenda", "How we treat each other"):
        assert f"<legend>{legend}</legend>" in text
    assert "In all: 75 minutes." in text
    assert text.count('name="step_') == 15


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ({}, "abc"),
        ({"order_3": "1"}, "cab"),
        ({"order_1": "3"}, "bca"),
        ({"order_1": "2", "order_2": "1"}, "bac"),
        ({"order_2": ""}, "abc"),
    ],
)
def test_numbers_put_the_agenda_in_order(orders: dict[str, str], expected: str, project: Project, amara: User) -> None:
    rows = {f"step_{number}": letter for number, letter in enumerate("abc", start=1)}
    rows |= {f"minutes_{number}": "5" for number in range(1, 4)}
    rows |= {f"order_{number}": str(number) for number in range(1, 16)} | orders
    signed_in(amara).post(create_url(project), typed(**rows))
    assert "".join(title for title, _minutes in agenda(Dialogue.objects.get())) == expected


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"step_1": "Tea"}, "Say how many minutes this takes."),
        ({"minutes_4": "5"}, "Say what you do in these minutes."),
        ({"step_1": "Tea", "minutes_1": "0"}, "at least 1"),
        ({"step_1": "Tea", "minutes_1": "9" * 40}, "at most 480"),
        ({"step_1": "Tea", "minutes_1": "soon"}, "Write a whole number."),
        ({"step_15": "Tea", "minutes_15": "\x00"}, "Write a whole number."),
        ({"step_1": "x" * 201, "minutes_1": "5"}, "200"),
        ({"order_1": "0"}, "at least 1"),
        ({"look_back_on": "2020-01-01"}, "Choose a day after today."),
        ({"look_back_on": "soon"}, "Write a date"),
        ({"ground_rules": "x" * 5001}, "5000"),
        ({"own_prompts": "| nothing before"}, "Write the prompt before the sign |"),
        ({"own_prompts": "Ours | " + "x" * 301}, "longer than 300"),
    ],
)
def test_bad_rows_get_a_sentence_and_keep_what_was_typed(
    changes: dict[str, Any], sentence: str, project: Project, amara: User
) -> None:
    response = signed_in(amara).post(create_url(project), typed(place="The blue room") | changes)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert "The blue room" in text
    assert not Dialogue.objects.exists()


def test_own_prompts_have_plain_words_after_a_bar(project: Project, amara: User) -> None:
    signed_in(amara).post(create_url(project), typed(own_prompts="What surprised you? | Was it new?\nOurs?"))
    dialogue = Dialogue.objects.get()
    found = list(dialogue.prompts.values_list("text", "plain_text"))[1:]
    assert found == [("What surprised you?", "Was it new?"), ("Ours?", "")]
    assert "What surprised you? | Was it new?" in page(signed_in(amara), "dialogue_edit", dialogue)


def test_saving_what_is_shown_changes_nothing(project: Project, amara: User) -> None:
    ends = timezone.now().replace(second=0, microsecond=0) + timedelta(days=10)
    dialogue, client = planned(project, amara, writing_ends_at=ends), signed_in(amara)
    form = client.get(url("dialogue_edit", dialogue)).context["form"]
    shown = {field.html_name: field.value() for field in form}
    assert (
        client.post(url("dialogue_edit", dialogue), {k: v for k, v in shown.items() if v is not None}).status_code
        == 303
    )
    dialogue.refresh_from_db()
    assert (dialogue.version, dialogue.sequence, dialogue.prompts.count()) == (1, 0, 3)


def test_of_two_who_edit_the_second_sees_both_texts_and_loses_nothing(project: Project, amara: User) -> None:
    dialogue, client = planned(project, amara), signed_in(amara)
    mine = typed(version=1, title="The second title", own_prompts="The second prompt?", **AGENDA)
    assert client.post(url("dialogue_edit", dialogue), typed(version=1, title="The first title")).status_code == 303
    response = client.post(url("dialogue_edit", dialogue), mine)
    text = response.content.decode()
    dialogue.refresh_from_db()
    assert (response.status_code, dialogue.title) == (409, "The first title")
    for said in (
        "The first title",
        "The second title",
        "The second prompt?",
        'value="Talk"',
        'name="version" value="2"',
    ):
        assert said in text
    assert client.post(url("dialogue_edit", dialogue), mine | {"version": 2}).status_code == 303
    dialogue.refresh_from_db()
    assert (dialogue.title, dialogue.version) == ("The second title", 3)


def test_prompts_typed_while_somebody_opened_it_are_shown(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    response = signed_in(amara).post(url("dialogue_edit", dialogue), typed(version=1, own_prompts="My prompt?"))
    assert response.status_code == 409
    assert "My prompt?" in response.content.decode()


@pytest.mark.parametrize("version", ["", "x", "0", "9" * 30])
def test_an_edit_without_a_version_is_shown_beside_what_is_stored(version: str, project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    response = signed_in(amara).post(url("dialogue_edit", dialogue), typed(version=version))
    assert response.status_code == 409
    assert 'name="version" value="1"' in response.content.decode()


def test_a_stale_edit_writes_nothing(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    with pytest.raises(Stale):
        actions.edit_dialogue(dialogue, fields={"title": "Mine"}, version=7, by=amara)
    dialogue.refresh_from_db()
    assert dialogue.title == "How we decide"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["open_dialogue", "reveal", "hold_dialogue", "close_dialogue"])
def test_of_two_who_take_a_step_at_once_one_wins_and_the_other_gets_a_sentence(
    step: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, dee)
    if step != "open_dialogue":
        actions.open_dialogue(dialogue, by=amara)
    start, outcomes = Barrier(2), []

    def take() -> None:
        try:
            start.wait()
            getattr(actions, step)(Dialogue.objects.select_related("project").get(pk=dialogue.pk), by=amara)
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("done") == 1
    assert all(outcome.endswith(".") for outcome in outcomes if outcome != "done")


def copied(source: Dialogue, by: User, **changes: Any) -> Dialogue:
    """Press the button of the copy's page."""
    client = signed_in(by)
    form = client.get(url("dialogue_copy", source)).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    response = client.post(url("dialogue_copy", source), shown | {"writing_ends_at": "2027-05-12T14:30"} | changes)
    assert response.status_code == 303, response.content.decode()
    return Dialogue.objects.exclude(pk=source.pk).get()


def full(project: Project, amara: User, *people: User) -> Dialogue:
    """A dialogue that has everything, words and outcomes too."""
    dialogue = opened(
        project,
        amara,
        *people,
        facilitator=people[0],
        purpose="To hear each other",
        place="The blue room",
        ground_rules="We listen.",
        meets_at=timezone.now() + timedelta(days=12),
        look_back_on=factories.in_days(60),
    )
    actions.edit_dialogue(dialogue, fields={}, agenda=[("Tea", 15)], by=amara)
    sent(dialogue, people[0], "My words")
    revealed(dialogue, amara)
    keep_disagreement(
        dialogue,
        token=uuid.uuid4(),
        fields={"title": "How soon?", "look_back_on": factories.in_days(30)},
        positions=[("patient", "Soon"), ("clinician", "Later")],
        by=amara,
    )
    return dialogue


def test_a_copy_has_the_plan_and_the_seats_and_neither_times_nor_words(
    project: Project, amara: User, dee: User, chen: User
) -> None:
    source = full(project, amara, dee, chen)
    text = page(signed_in(amara), "dialogue_copy", source)
    assert "My words" not in text
    copy = copied(source, amara)
    assert (copy.purpose, copy.place, copy.ground_rules) == ("To hear each other", "The blue room", "We listen.")
    assert (copy.state, copy.meets_at, copy.look_back_on, copy.revealed_at) == ("planned", None, None, None)
    assert (agenda(copy), copy.prompt_set) == ([("Tea", 15)], "Ten themes, version 1")
    assert [row.text for row in copy.prompts.all()] == [row.text for row in source.prompts.all()]
    assert {row.person: (row.facilitates, row.sent_at, row.rsvp) for row in copy.seats.all()} == {
        dee: (True, None, ""),
        chen: (False, None, ""),
    }
    assert not copy.kept_disagreements.exists()


def test_a_copy_seats_only_who_still_takes_part_named_as_today(
    project: Project, amara: User, dee: User, chen: User
) -> None:
    source = opened(project, amara, dee, chen)
    Membership.objects.filter(person=chen).update(expires_on=timezone.localdate())
    Membership.objects.filter(person=dee).update(name_rule="pseudonym", pseudonym="Robin", standpoint="carer")
    found = copied(source, amara).seats.get()
    assert (found.person, found.named(), found.standpoint) == (dee, "Robin", "carer")


def test_a_copy_sent_twice_is_one(project: Project, amara: User, dee: User) -> None:
    source, token = opened(project, amara, dee), str(uuid.uuid4())
    for _ in range(2):
        copied(source, amara, form_token=token)
    assert Dialogue.objects.count() == 2


def test_a_closed_dialogue_can_be_copied(project: Project, amara: User, dee: User) -> None:
    source = opened(project, amara, dee)
    actions.close_dialogue(source, by=amara)
    assert url("dialogue_copy", source) in page(signed_in(amara), "dialogue_detail", source)
    assert copied(source, amara).seats.count() == 1
