"""The list, the plan, the page of a dialogue, its seats and its steps, as people see them."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.models import Dialogue
from dialogues.queries.dialogues import acts
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.dialogues.planning import opened, page, planned, revealed, seat, sent, url
from tests.factories import signed_in

TOKENS = r'name="(csrfmiddlewaretoken|writer_token)" value="[^"]*"'
PAGES = [
    "dialogue_detail",
    "dialogue_edit",
    "seat_manage",
    "dialogue_open",
    "dialogue_reveal",
    "dialogue_hold",
    "dialogue_close",
    "dialogue_words",
    "disagreement_add",
    "transcript_add",
]
MANAGED = ["dialogue_edit", "seat_manage", "dialogue_open", "dialogue_hold", "dialogue_close", "transcript_add"]


def typed(**changes: Any) -> dict[str, Any]:
    """A filled-in plan."""
    form = {
        "form_token": str(uuid.uuid4()),
        "title": "How we decide together",
        "purpose": "To hear each other",
        "time_zone": "Europe/London",
        "writing_ends_at": "2027-05-12T14:30",
        "themes": ["pace"],
        "own_prompts": "",
    }
    return form | changes


def list_url(project: Project) -> str:
    return reverse("dialogues:dialogue_list", args=[project.pk])


def create_url(project: Project) -> str:
    return reverse("dialogues:dialogue_create", args=[project.pk])


@pytest.mark.parametrize("name", PAGES)
def test_a_dialogue_of_another_project_is_not_found(
    name: str, project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    foreign = planned(other_project, zoe)
    path = reverse(f"dialogues:{name}", args=[project.pk, foreign.pk])
    assert signed_in(amara).get(path).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing(name: str, project: Project, amara: User, zoe: User) -> None:
    assert signed_in(zoe).get(url(name, planned(project, amara))).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_an_observer_is_refused(name: str, project: Project, amara: User, oli: User) -> None:
    assert signed_in(oli).get(url(name, planned(project, amara))).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_an_administrator_is_refused(name: str, project: Project, amara: User, priya: User) -> None:
    assert signed_in(priya).get(url(name, planned(project, amara))).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_somebody_not_signed_in_is_sent_to_sign_in(name: str, project: Project, amara: User) -> None:
    assert Client().get(url(name, planned(project, amara))).status_code == 302


@pytest.mark.parametrize("name", MANAGED)
def test_a_partner_cannot_manage(name: str, project: Project, amara: User, dee: User) -> None:
    client = signed_in(dee)
    dialogue = planned(project, amara)
    assert client.get(url(name, dialogue)).status_code == 403
    assert client.post(url(name, dialogue)).status_code == 403


def test_an_empty_list_says_so_and_offers_to_plan(project: Project, amara: User) -> None:
    text = signed_in(amara).get(list_url(project)).content.decode()
    assert "There are no dialogues yet" in text
    assert create_url(project) in text


def test_an_empty_list_offers_a_partner_nothing(project: Project, dee: User) -> None:
    text = signed_in(dee).get(list_url(project)).content.decode()
    assert "There are no dialogues yet" in text
    assert create_url(project) not in text


def test_a_partner_sees_that_they_can_write(project: Project, amara: User, dee: User) -> None:
    opened(project, amara, dee)
    assert "Write your reflections" in signed_in(dee).get(list_url(project)).content.decode()


def test_a_partner_without_a_seat_waits(project: Project, amara: User, dee: User, chen: User) -> None:
    opened(project, amara, chen)
    text = signed_in(dee).get(list_url(project)).content.decode()
    assert "Write your reflections" not in text
    assert "Nothing to do until" in text


def test_a_partner_who_has_sent_is_told_so(project: Project, amara: User, dee: User) -> None:
    sent(opened(project, amara, dee), dee, "Mine")
    assert "Your reflections are sent" in signed_in(dee).get(list_url(project)).content.decode()


def test_a_coordinator_is_led_to_the_reveal_when_writing_has_ended(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    Dialogue.objects.update(writing_ends_at=timezone.now() - timedelta(hours=1))
    assert url("dialogue_reveal", dialogue) in signed_in(amara).get(list_url(project)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    count: int, project: Project, amara: User, dee: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        opened(project, amara, dee)
    client = signed_in(dee)
    with django_assert_num_queries(6):
        client.get(list_url(project))


def test_the_list_is_paged(project: Project, amara: User) -> None:
    for number in range(21):
        planned(project, amara, title=f"Dialogue {number}")
    text = signed_in(amara).get(list_url(project) + "?page=2").content.decode()
    assert "Page 2 of 2" in text


def test_a_coordinator_plans_a_dialogue_and_gives_seats_next(project: Project, amara: User) -> None:
    response = signed_in(amara).post(create_url(project), typed(own_prompts="Ours?\n\n  And ours too? "))
    dialogue = Dialogue.objects.get()
    assert response.status_code == 303
    assert response["Location"] == url("seat_manage", dialogue)
    assert [prompt.text for prompt in dialogue.prompts.all()][1:] == ["Ours?", "And ours too?"]


def test_times_are_typed_on_the_clock_of_the_dialogue(project: Project, amara: User) -> None:
    signed_in(amara).post(create_url(project), typed(time_zone="Asia/Kolkata"))
    assert Dialogue.objects.get().writing_ends_at.isoformat() == "2027-05-12T09:00:00+00:00"


def test_a_double_click_plans_one_dialogue(project: Project, amara: User) -> None:
    form, client = typed(), signed_in(amara)
    assert [client.post(create_url(project), form).status_code for _ in range(2)] == [303, 303]
    assert Dialogue.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Give the dialogue a title."),
        ({"title": "\x00\u202e"}, "Give the dialogue a title."),
        ({"writing_ends_at": ""}, "Say when writing ends."),
        ({"writing_ends_at": "soon"}, "Write a date and a time"),
        ({"writing_ends_at": "0001-01-01T00:00"}, "The year must be between"),
        ({"writing_ends_at": "9999-12-31T23:59"}, "The year must be between"),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone from the list."),
        ({"time_zone": "\x00"}, "Choose a time zone from the list."),
        ({"themes": []}, "Choose a prompt or write one of your own."),
        ({"themes": ["nothing"]}, "Choose prompts from the list."),
        ({"own_prompts": "x" * 301}, "This prompt is longer than 300 characters"),
        ({"own_prompts": "\n".join("abcdefghijklmnopqrstu")}, "Write at most 20 prompts"),
        ({"join_link": "not a link"}, "Write a full link"),
        ({"join_link": "javascript:alert(1)"}, "Write a full link"),
        ({"reveal_at": "2027-05-12T14:29"}, "cannot open before writing ends"),
        ({"purpose": "x" * 1_000_000}, "5000"),
        ({"form_token": "x"}, "Load this page again."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    changes: dict[str, Any], sentence: str, project: Project, amara: User
) -> None:
    response = signed_in(amara).post(create_url(project), typed(place="The blue room") | changes)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert "The blue room" in text
    assert not Dialogue.objects.exists()


def test_planning_in_a_closed_project_keeps_what_was_typed(project: Project, amara: User) -> None:
    Project.objects.filter(pk=project.pk).update(state=ProjectState.CLOSED)
    response = signed_in(amara).post(create_url(project), typed())
    assert response.status_code == 422
    assert "How we decide together" in response.content.decode()


def test_editing_shows_the_plan_on_its_own_clock(project: Project, amara: User) -> None:
    signed_in(amara).post(create_url(project), typed(time_zone="Asia/Kolkata", own_prompts="Ours?"))
    text = page(signed_in(amara), "dialogue_edit", Dialogue.objects.get())
    assert "2027-05-12T14:30" in text
    assert "Ours?" in text


def test_editing_changes_the_plan(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    response = signed_in(amara).post(
        url("dialogue_edit", dialogue), typed(title="Another title", version=dialogue.version)
    )
    dialogue.refresh_from_db()
    assert (response.status_code, dialogue.title, dialogue.prompts.count()) == (303, "Another title", 1)


def test_editing_an_open_dialogue_leaves_its_prompts(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    signed_in(amara).post(
        url("dialogue_edit", dialogue), typed(title="Another title", themes=[], version=dialogue.version)
    )
    dialogue.refresh_from_db()
    assert (dialogue.title, dialogue.prompts.count()) == ("Another title", 3)


def test_seats_are_given_on_their_page(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = planned(project, amara)
    keys = [str(Membership.objects.get(person=person).pk) for person in (dee, chen)]
    response = signed_in(amara).post(url("seat_manage", dialogue), {"seated": keys, "facilitating": keys[:1]})
    assert response.status_code == 303
    assert {(row.person, row.facilitates) for row in dialogue.seats.all()} == {(dee, True), (chen, False)}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"seated": ["x"]}, "Choose people from the list."),
        ({"seated": ["\x00"]}, "Choose people from the list."),
        ({"seated": [str(uuid.uuid4())]}, "Choose people from the list."),
    ],
)
def test_a_seat_for_nobody_is_refused(form: dict[str, Any], sentence: str, project: Project, amara: User) -> None:
    response = signed_in(amara).post(url("seat_manage", planned(project, amara)), form)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_facilitator_without_a_seat_is_refused(project: Project, amara: User, dee: User) -> None:
    key = str(Membership.objects.get(person=dee).pk)
    response = signed_in(amara).post(url("seat_manage", planned(project, amara)), {"facilitating": [key]})
    assert response.status_code == 422
    assert "A facilitator needs a seat." in response.content.decode()


def test_taking_a_seat_in_use_is_refused_on_its_page(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    response = signed_in(amara).post(url("seat_manage", dialogue), {})
    assert response.status_code == 422
    assert "in use stays" in response.content.decode()


def test_the_page_says_how_much_is_still_to_come_and_not_from_whom(
    project: Project, amara: User, dee: User, chen: User, ben: User
) -> None:
    dialogue = opened(project, amara, dee, chen, ben)
    sent(dialogue, dee, "Mine")
    assert "There are 3 seats. Still to come: 2." in page(signed_in(chen), "dialogue_detail", dialogue)


@pytest.mark.parametrize("audience", ["only_me", "facilitators"])
def test_words_for_fewer_readers_count_like_no_words(
    audience: str, project: Project, amara: User, dee: User, chen: User
) -> None:
    """Otherwise "1 of 1" before the reveal and a silence after it would tell what somebody kept for themselves."""
    dialogue = opened(project, amara, dee, chen)
    pages = ["dialogue_detail", "dialogue_reveal"]
    before = [re.sub(TOKENS, "", page(signed_in(amara), name, dialogue)) for name in pages]
    sent(dialogue, dee, "Mine", audience=audience)
    assert [re.sub(TOKENS, "", page(signed_in(amara), name, dialogue)) for name in pages] == before


def test_the_page_stops_counting_after_the_reveal(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    assert "Still to come" not in page(signed_in(amara), "dialogue_detail", revealed(dialogue, amara))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_seats(
    count: int,
    project: Project,
    amara: User,
    dee: User,
    chen: User,
    ben: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dialogue = opened(project, amara, *[dee, chen, ben][:count])
    client = signed_in(dee)
    with django_assert_num_queries(12):
        page(client, "dialogue_detail", dialogue)


@pytest.mark.parametrize("name", ["dialogue_open", "dialogue_reveal", "dialogue_hold", "dialogue_close"])
def test_looking_at_a_step_takes_none(name: str, project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee) if name != "dialogue_open" else planned(project, amara)
    seat(dialogue, amara, dee)
    before = Dialogue.objects.values().get()
    assert signed_in(amara).get(url(name, dialogue)).status_code == 200
    assert Dialogue.objects.values().get() == before


def test_the_steps_are_taken_by_posting(project: Project, amara: User, dee: User) -> None:
    dialogue, client = planned(project, amara), signed_in(amara)
    seat(dialogue, amara, dee)
    for name in ("dialogue_open", "dialogue_reveal", "dialogue_hold", "dialogue_close"):
        assert client.post(url(name, dialogue), {"look_back": "never"}).status_code == 303, name
    dialogue.refresh_from_db()
    assert (dialogue.state, dialogue.is_revealed) == ("closed", True)


def test_a_step_that_cannot_be_taken_says_why(project: Project, amara: User) -> None:
    client, dialogue = signed_in(amara), planned(project, amara)
    for response in (client.get(url("dialogue_close", dialogue)), client.post(url("dialogue_close", dialogue))):
        assert response.status_code == 409
        assert "It cannot become" in response.content.decode()


def test_the_reveal_page_says_how_many_have_not_sent(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    sent(dialogue, dee, "Mine")
    assert "1 of 2 seats has not sent words for everybody yet." in page(signed_in(amara), "dialogue_reveal", dialogue)


def test_a_partner_with_a_plain_seat_cannot_open_the_reveal(project: Project, amara: User, dee: User) -> None:
    dialogue, client = opened(project, amara, dee), signed_in(dee)
    assert client.get(url("dialogue_reveal", dialogue)).status_code == 403
    assert client.post(url("dialogue_reveal", dialogue)).status_code == 403


def test_a_closed_project_offers_no_acts(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    Project.objects.filter(pk=project.pk).update(state=ProjectState.CLOSED)
    assert "Running this dialogue" not in page(signed_in(amara), "dialogue_detail", dialogue)


def test_a_revealed_dialogue_leads_to_its_words_even_while_the_reader_can_still_write(
    project: Project, amara: User, dee: User
) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    assert url("dialogue_words", dialogue) in page(signed_in(dee), "dialogue_detail", dialogue)


def test_an_optional_field_says_so_once(project: Project, amara: User) -> None:
    text = signed_in(amara).get(create_url(project)).content.decode()
    label = text.split('<label for="id_place">')[1].split("</label>")[0]
    assert label.count("(optional)") == 1


def test_what_can_be_done_stands_in_the_order_of_its_life(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    parts = acts(dialogue, manages=True, facilitates=True)
    assert [part.label for part in parts] == ["Plan", "Meet", "Afterwards"]
    assert [act.label for act in parts[-1].acts] == ["Close the dialogue", "Plan another like this"]
    assert acts(dialogue, manages=False, facilitates=False) == []
