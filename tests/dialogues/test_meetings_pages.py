"""Whether I come, the date for my calendar, and who came: as people see them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.errors import Refused
from dialogues.actions import dialogues as actions
from dialogues.actions.meetings import answer_meeting, note_attendance
from dialogues.enums import Rsvp
from dialogues.models import AgendaItem, Dialogue
from dialogues.notices.meetings import attendance_to_note, meeting_to_answer
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.dialogues.planning import opened, page, url
from tests.factories import in_project, signed_in


def to_meet(project: Project, by: User, *people: User, **fields: Any) -> Dialogue:
    """Open, and meets in ten days."""
    return opened(project, by, *people, meets_at=timezone.now() + timedelta(days=10), **fields)


def met(dialogue: Dialogue) -> Dialogue:
    """The same after its meeting began."""
    Dialogue.objects.filter(pk=dialogue.pk).update(meets_at=timezone.now() - timedelta(hours=1))
    dialogue.refresh_from_db()
    return dialogue


def with_agenda(dialogue: Dialogue, by: User) -> Dialogue:
    actions.edit_dialogue(dialogue, fields={}, agenda=[("Tea", 15), ("Talk", 60)], by=by)
    dialogue.refresh_from_db()
    return dialogue


def answer(rsvp: str, sequence: int = 0) -> dict[str, str]:
    return {"rsvp": rsvp, "sequence": str(sequence)}


def test_one_button_answers_and_the_answer_can_change(project: Project, amara: User, dee: User) -> None:
    dialogue, client = to_meet(project, amara, dee), signed_in(dee)
    for rsvp, label in (("yes", "I will come"), ("no", "I cannot come")):
        assert client.post(url("rsvp", dialogue), answer(rsvp)).status_code == 303
        assert dialogue.seats.get().rsvp == rsvp
        assert label in page(client, "dialogue_detail", dialogue)


def test_looking_never_answers(project: Project, amara: User, dee: User) -> None:
    dialogue, client = to_meet(project, amara, dee), signed_in(dee)
    text = page(client, "rsvp", dialogue)
    client.get(url("rsvp", dialogue) + "?rsvp=yes&sequence=0")
    client.head(url("rsvp", dialogue))
    assert (dialogue.seats.get().rsvp, dialogue.seats.get().rsvp_at) == ("", None)
    assert "checked" not in text


@pytest.mark.parametrize(
    "form", [{}, answer(""), answer("perhaps"), answer("\x00"), {"rsvp": "yes"}, {"rsvp": "yes", "sequence": "9" * 30}]
)
def test_a_form_that_says_nothing_clear_answers_nothing(
    form: dict[str, str], project: Project, amara: User, dee: User
) -> None:
    dialogue = to_meet(project, amara, dee)
    assert signed_in(dee).post(url("rsvp", dialogue), form).status_code == 422
    assert dialogue.seats.get().rsvp == ""


def test_nobody_says_yes_to_a_date_they_did_not_see(project: Project, amara: User, dee: User) -> None:
    dialogue, client = to_meet(project, amara, dee), signed_in(dee)
    actions.edit_dialogue(dialogue, fields={"meets_at": timezone.now() + timedelta(days=20)}, by=amara)
    response = client.post(url("rsvp", dialogue), answer("yes"))
    text = response.content.decode()
    assert (response.status_code, dialogue.seats.get().rsvp) == (409, "")
    assert "has changed since you opened this page" in text
    assert 'name="sequence" value="1"' in text
    assert client.post(url("rsvp", dialogue), answer("yes", 1)).status_code == 303


def test_nobody_answers_for_somebody_else(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = to_meet(project, amara, dee)
    assert signed_in(chen).get(url("rsvp", dialogue)).status_code == 404
    assert signed_in(chen).post(url("rsvp", dialogue), answer("no")).status_code == 404
    assert dialogue.seats.get().rsvp == ""


def test_an_answer_ends_when_the_meeting_begins(project: Project, amara: User, dee: User) -> None:
    dialogue = met(to_meet(project, amara, dee))
    response = signed_in(dee).post(url("rsvp", dialogue), answer("yes"))
    assert response.status_code == 409
    assert "Will you come?" in page(signed_in(dee), "dialogue_detail", dialogue)
    assert url("rsvp", dialogue) not in page(signed_in(dee), "dialogue_detail", dialogue)


def test_a_closed_project_takes_no_answer(project: Project, amara: User, dee: User) -> None:
    dialogue = to_meet(project, amara, dee)
    Project.objects.update(state=ProjectState.CLOSED)
    assert signed_in(dee).post(url("rsvp", dialogue), answer("yes")).status_code == 409


def test_the_answer_is_on_the_list_until_it_is_given(project: Project, amara: User, dee: User) -> None:
    dialogue = to_meet(project, amara, dee)
    need = next(iter(meeting_to_answer.first_needs(dee, timezone.now())))
    assert (need.url, need.due_at) == (url("rsvp", dialogue), dialogue.meets_at)
    assert list(meeting_to_answer.first_needs(amara, timezone.now())) == []
    answer_meeting(dialogue.seats.get(), rsvp=Rsvp.MAYBE, sequence=0, by=dee)
    assert list(meeting_to_answer.first_needs(dee, timezone.now())) == []


def test_an_unanswered_meeting_that_is_over_needs_nobody(project: Project, amara: User, dee: User) -> None:
    met(to_meet(project, amara, dee))
    assert list(meeting_to_answer.first_needs(dee, timezone.now())) == []


def test_whoever_leads_sees_who_comes_and_nobody_else(
    project: Project, amara: User, dee: User, chen: User, ben: User
) -> None:
    dialogue = to_meet(project, amara, dee, chen, ben, facilitator=ben)
    answer_meeting(dialogue.seats.get(person=dee), rsvp=Rsvp.YES, sequence=0, by=dee)
    for leader in (amara, ben):
        text = page(signed_in(leader), "dialogue_detail", dialogue)
        assert "I will come (1)" in text
        assert "No answer yet (2)" in text
    assert "Who comes" not in page(signed_in(chen), "dialogue_detail", dialogue)


def test_a_name_in_the_list_is_the_name_they_chose(project: Project, amara: User, dee: User) -> None:
    dialogue = to_meet(project, amara, dee)
    dialogue.seats.update(name_rule="pseudonym", pseudonym="Robin")
    for text in (
        page(signed_in(amara), "dialogue_detail", dialogue),
        page(signed_in(amara), "attendance", met(dialogue)),
    ):
        assert "Robin" in text
        assert "Dee Marsh" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_who_comes_costs_the_same_for_one_and_three(
    count: int,
    project: Project,
    amara: User,
    dee: User,
    chen: User,
    ben: User,
    django_assert_num_queries: Any,
) -> None:
    dialogue = with_agenda(to_meet(project, amara, *[dee, chen, ben][:count]), amara)
    client = signed_in(amara)
    with django_assert_num_queries(13):
        page(client, "dialogue_detail", dialogue)


def test_the_agenda_stands_on_the_clock_of_the_dialogue(project: Project, amara: User, dee: User) -> None:
    dialogue = with_agenda(to_meet(project, amara, dee, time_zone="Asia/Kolkata"), amara)
    noon = timezone.now().replace(hour=8, minute=30, second=0, microsecond=0) + timedelta(days=5)
    Dialogue.objects.update(meets_at=noon)
    text = page(signed_in(dee), "dialogue_detail", dialogue)
    for said in ("2pm, 15 minutes", "2:15pm, 60 minutes", "In all: 75 minutes", "3:15pm (Kolkata time)"):
        assert said in text


def test_the_date_can_be_downloaded_with_a_seat(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = to_meet(project, amara, dee)
    response = signed_in(dee).get(url("calendar_download", dialogue))
    assert response["Content-Disposition"] == 'attachment; filename="dialogue.ics"'
    assert f"UID:{dialogue.pk}@localhost".encode() in response.content
    assert b"METHOD:PUBLISH" in response.content
    assert signed_in(chen).get(url("calendar_download", dialogue)).status_code == 404


def test_without_a_date_there_is_nothing_to_download(project: Project, amara: User, dee: User) -> None:
    assert signed_in(dee).get(url("calendar_download", opened(project, amara, dee))).status_code == 409


def test_we_have_met_leads_to_who_came(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue, client = with_agenda(to_meet(project, amara, dee, chen), amara), signed_in(amara)
    assert client.get(url("attendance", dialogue)).status_code == 409
    assert client.post(url("dialogue_hold", dialogue))["Location"] == url("attendance", dialogue)
    form = {"seats": [str(dialogue.seats.get(person=dee).pk)], "items": [str(dialogue.agenda.all()[0].pk)]}
    assert client.post(url("attendance", dialogue), form).status_code == 303
    assert {seat.person: seat.attended for seat in dialogue.seats.all()} == {dee: True, chen: False}
    assert [item.covered for item in dialogue.agenda.all()] == [True, False]
    assert "1 person came." in page(client, "dialogue_detail", dialogue)


def test_changing_the_agenda_keeps_what_was_covered(project: Project, amara: User, dee: User) -> None:
    dialogue = met(with_agenda(to_meet(project, amara, dee), amara))
    note_attendance(dialogue, came=set(), covered={dialogue.agenda.get(title="Talk").pk}, by=amara)
    actions.edit_dialogue(dialogue, fields={}, agenda=[("Talk", 60), ("Cake", 5)], by=amara)
    assert [(item.title, item.covered) for item in dialogue.agenda.all()] == [("Talk", True), ("Cake", False)]


@pytest.mark.parametrize("form", [{"seats": [str(uuid.uuid4())]}, {"seats": ["x"]}, {"items": ["\x00"]}])
def test_only_seats_and_items_of_this_dialogue_are_noted(
    form: dict[str, list[str]], project: Project, amara: User, dee: User
) -> None:
    dialogue = met(with_agenda(to_meet(project, amara, dee), amara))
    assert signed_in(amara).post(url("attendance", dialogue), form).status_code == 422
    assert dialogue.seats.get().attended is None


def test_only_whoever_leads_notes_who_came(project: Project, amara: User, dee: User, ben: User) -> None:
    dialogue = met(to_meet(project, amara, dee, ben, facilitator=ben))
    assert signed_in(dee).get(url("attendance", dialogue)).status_code == 403
    assert signed_in(dee).post(url("attendance", dialogue)).status_code == 403
    assert signed_in(ben).post(url("attendance", dialogue)).status_code == 303


def test_a_closed_dialogue_keeps_who_came(project: Project, amara: User, dee: User) -> None:
    dialogue = met(to_meet(project, amara, dee))
    actions.close_dialogue(dialogue, by=amara)
    with pytest.raises(Refused):
        note_attendance(dialogue, came=set(), covered=set(), by=amara)


def test_the_agenda_is_empty_at_first(project: Project, amara: User, dee: User) -> None:
    dialogue = to_meet(project, amara, dee)
    assert "Agenda" not in page(signed_in(dee), "dialogue_detail", dialogue)
    assert not AgendaItem.objects.exists()


def to_note(person: User) -> list[str]:
    return [need.url for need in attendance_to_note.first_needs(person, timezone.now())]


def test_who_came_is_asked_of_whoever_leads_until_it_is_noted(
    project: Project, amara: User, dee: User, ben: User, chen: User
) -> None:
    dialogue = to_meet(project, amara, dee, ben, facilitator=ben)
    assert to_note(amara) == []
    met(dialogue)
    assert to_note(amara) == to_note(ben) == [url("attendance", dialogue)]
    assert to_note(dee) == to_note(chen) == []
    note_attendance(dialogue, came=set(), covered=set(), by=ben)
    assert to_note(amara) == to_note(ben) == []


def test_a_dialogue_held_without_a_date_asks_who_came_until_it_is_closed(
    project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    actions.hold_dialogue(dialogue, by=amara)
    assert to_note(amara) == [url("attendance", dialogue)]
    actions.close_dialogue(dialogue, by=amara)
    assert to_note(amara) == []


def test_seats_of_the_same_name_can_be_told_apart_when_noting_who_came(
    project: Project, amara: User, dee: User
) -> None:
    george = in_project(project, "George Pask", "partner", "patient")
    Membership.objects.filter(person__in=[dee, george]).update(name_rule="standpoint")
    dialogue = met(to_meet(project, amara, dee, george))
    dialogue.seats.update(name_rule="standpoint")
    text = page(signed_in(amara), "attendance", dialogue)
    assert "Patient, name not shown (1) · Patient" in text
    assert "Patient, name not shown (2) · Patient" in text
