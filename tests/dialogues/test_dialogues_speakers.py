"""Who spoke: a seat for each speaker, under the name that its person chose; and removing a transcript."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.actions import dialogues as planning_actions
from dialogues.actions import transcripts as actions
from dialogues.formats.files import read
from dialogues.models import Dialogue, SpeakerSeat, Transcript, Turn
from participants.models import Identity, Participant
from projects.enums import ProjectState
from projects.models import Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, page, url
from tests.factories import signed_in

TALK = b"Dee Marsh:\nGood morning.\n\nBo:\nHello.\n\nDee Marsh:\nShall we begin?"
VOICES = b"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v 0>Hello.\n\n00:00:01.000 --> 00:00:02.000\n<v 1>Yes."


def attach(dialogue: Dialogue, by: User, raw: bytes = TALK, *, keep_names: bool = False) -> Transcript:
    fields = {"title": "A talk", "credit": ""}
    return actions.attach_transcript(
        dialogue, token=uuid.uuid4(), fields=fields, turns=read(raw), keep_names=keep_names, by=by
    )


def map_first(transcript: Transcript, person: User, by: User) -> Any:
    """Through the page: the first speaker is this person's seat."""
    seat = transcript.dialogue.seats.get(person=person)
    form = {"speaker_1": str(seat.pk), "speaker_2": ""}
    return signed_in(by).post(url("transcript_speakers", transcript.dialogue, transcript.pk), form)


def test_after_attaching_the_page_asks_who_spoke(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara)
    text = page(signed_in(amara), "transcript_speakers", dialogue, transcript.pk)
    assert "Who is Speaker 1?" in text
    assert "Begins: “Good morning.”" in text
    assert "Dee Marsh · Patient" in text


@pytest.mark.parametrize("keep_names", [True, False])
def test_turns_of_a_seat_are_shown_under_its_name(keep_names: bool, project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara, keep_names=keep_names)
    for _ in range(2):
        assert map_first(transcript, dee, amara).status_code == 303
    text = page(signed_in(dee), "transcript_detail", dialogue, transcript.pk)
    assert text.count("Dee Marsh") >= 2
    assert "mark-patient" in text
    assert SpeakerSeat.objects.count() == 1
    assert of_target(transcript.pk).filter(type="dialogues.speakers_mapped").get().data == {"seats": 1}


@pytest.mark.parametrize("keep_names", [True, False])
def test_a_seat_that_hides_its_name_hides_the_name_in_the_file_too(
    keep_names: bool, project: Project, amara: User, ben: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara, keep_names=keep_names)
    other = attach(dialogue, amara, keep_names=keep_names)
    map_first(transcript, dee, amara)
    dialogue.seats.update(name_rule="standpoint")
    text = page(signed_in(ben), "transcript_detail", dialogue, transcript.pk)
    assert "Patient, name not shown" in text
    for client, name, key in (
        (signed_in(ben), "transcript_detail", transcript.pk),
        (signed_in(ben), "transcript_detail", other.pk),
        (signed_in(amara), "transcript_speakers", transcript.pk),
        (signed_in(amara), "transcript_speakers", other.pk),
    ):
        assert "Dee Marsh" not in page(client, name, dialogue, key)
    assert Identity.objects.get(full_name="Dee Marsh").participant.pseudonym.startswith("Speaker ")


def test_a_later_file_with_names_does_not_bring_the_name_back(
    project: Project, amara: User, ben: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    map_first(attach(dialogue, amara, keep_names=True), dee, amara)
    later = attach(dialogue, amara, keep_names=True)
    assert "Dee Marsh" not in page(signed_in(ben), "transcript_detail", dialogue, later.pk)
    assert not Participant.objects.filter(pseudonym="Dee Marsh").exists()


def test_a_speaker_can_be_let_go_again(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara)
    map_first(transcript, dee, amara)
    assert signed_in(amara).post(url("transcript_speakers", dialogue, transcript.pk)).status_code == 303
    assert not SpeakerSeat.objects.exists()


def test_a_seat_of_another_dialogue_is_refused(project: Project, amara: User, dee: User) -> None:
    transcript, other = attach(opened(project, amara, dee), amara), opened(project, amara, dee)
    form = {"speaker_1": str(other.seats.get().pk)}
    response = signed_in(amara).post(url("transcript_speakers", transcript.dialogue, transcript.pk), form)
    assert response.status_code == 422
    assert "Choose somebody with a seat in this dialogue." in response.content.decode()


def test_speakers_are_put_right_in_a_closed_dialogue_but_not_in_a_closed_project(
    project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara)
    planning_actions.close_dialogue(dialogue, by=amara)
    assert map_first(transcript, dee, amara).status_code == 303
    Project.objects.update(state=ProjectState.CLOSED)
    assert map_first(transcript, dee, amara).status_code == 409
    assert signed_in(amara).post(url("transcript_remove", dialogue, transcript.pk)).status_code == 409


def test_labels_of_captions_are_other_people_in_each_file(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    for keep_names in (True, False):
        attach(dialogue, amara, VOICES, keep_names=keep_names)
    assert sorted(row.pseudonym for row in Participant.objects.all()) == [f"Speaker {n}" for n in (1, 2, 3, 4)]
    assert not Identity.objects.exists()


def test_words_taken_back_are_named_so(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara)
    Turn.objects.filter(position=1).update(text="")
    text = page(signed_in(dee), "transcript_detail", dialogue, transcript.pk)
    assert "Words taken back." in text
    assert "Who is Speaker 1?" in page(signed_in(amara), "transcript_speakers", dialogue, transcript.pk)


def test_removing_asks_once_and_leaves_no_name_behind(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    transcript, kept = attach(dialogue, amara), attach(dialogue, amara, b"Bo:\nStill here.")
    map_first(transcript, dee, amara)
    client, path = signed_in(amara), url("transcript_remove", dialogue, transcript.pk)
    assert "This cannot be undone." in client.get(path).content.decode()
    assert client.post(path).status_code == 303
    assert list(Transcript.objects.all()) == [kept]
    assert list(Identity.objects.values_list("full_name", flat=True)) == ["Bo"]
    assert of_target(transcript.pk).filter(type="dialogues.transcript_removed").get().data == {"turns": 3}
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_who_spoke_costs_the_same_for_one_and_three_speakers(
    count: int, project: Project, amara: User, dee: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dialogue = opened(project, amara, dee)
    transcript = attach(dialogue, amara, b"\n\n".join(b"P%d:\nWords." % number for number in range(count)))
    client = signed_in(amara)
    with django_assert_num_queries(10):
        page(client, "transcript_speakers", dialogue, transcript.pk)
