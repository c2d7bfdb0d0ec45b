"""Transcripts: reading the file, who its speakers become, and the page."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.actions import dialogues as actions
from dialogues.actions.transcripts import attach_transcript
from dialogues.formats.transcripts import MAX_BYTES, SpokenTurn, UnreadableError, read
from dialogues.models import Dialogue, Transcript
from participants.models import Identity, Participant
from projects.models import Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, page, planned, url
from tests.factories import signed_in

TALK = "Ana Reed (00:04):\nHello.\n\nBo (1:02:03):\nGood morning.\nAll of you.\n\nAna Reed:\nThank you.\n"


def test_timed_and_untimed_turns_are_read() -> None:
    assert read(TALK.encode()) == [
        SpokenTurn("Ana Reed", 4, "Hello."),
        SpokenTurn("Bo", 3723, "Good morning.\nAll of you."),
        SpokenTurn("Ana Reed", None, "Thank you."),
    ]


def test_a_line_that_ends_with_a_colon_inside_a_turn_is_not_a_speaker() -> None:
    turns = read(b"Ana (00:01):\nThree things matter:\npace, trust, time.\n")
    assert turns == [SpokenTurn("Ana", 1, "Three things matter:\npace, trust, time.")]


def test_names_and_words_in_one_line_are_read() -> None:
    assert [(turn.speaker, turn.text) for turn in read(b"INT: How are you?\nP1: Well.\nThanks.\n")] == [
        ("INT", "How are you?"),
        ("P1", "Well.\nThanks."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_we_promise_are_read(encoding: str) -> None:
    assert read("Zoë (00:01):\nCafé 🙂\n".encode(encoding)) == [SpokenTurn("Zoë", 1, "Café 🙂")]


def test_windows_line_ends_are_read() -> None:
    assert read(b"Ana:\r\nOne.\r\nTwo.\r\n\r\nBo:\r\nThree.") == [
        SpokenTurn("Ana", None, "One.\nTwo."),
        SpokenTurn("Bo", None, "Three."),
    ]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "nothing to read"),
        (b"\n \n", "nothing to read"),
        (b"Ana:\n\nBo:\n", "nothing to read"),
        (b"Once upon a time\nAna:\nHello.", "no name"),
        ("Zoë:\nCafé".encode("latin-1"), "not a UTF-8 text file"),
        (b"\xff\xfeA", "not a UTF-8 text file"),
        (b"Ana:\nHel\x00lo", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00", "not a UTF-8 text file"),
        (b"Ana (00:99):\nHello.", "does not exist"),
        (b"x" * 90 + b":\nHello.", "longer than 80"),
        (b"\n\n".join(b"P%d:\nHello." % number for number in range(61)), "more than 60 speakers"),
        (b"\n\n".join([b"Ana:\nHi."] * 5001), "more than 5,000 turns"),
        (b"Ana:\n" + b"x" * 50_001, "longer than 50,000"),
        (b"a" * (MAX_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        read(raw)


@given(st.binary(max_size=400))
def test_no_file_brings_the_reader_down(raw: bytes) -> None:
    try:
        turns = read(raw)
    except UnreadableError:
        return
    assert all(turn.speaker and turn.text for turn in turns)


def test_a_hostile_line_takes_no_time() -> None:
    with pytest.raises(UnreadableError):
        read(b"a" + b" " * (MAX_BYTES - 10) + b"(")


def attach(dialogue: Dialogue, by: User, raw: bytes = TALK.encode(), *, keep_names: bool = False) -> Transcript:
    fields = {"title": "A talk", "credit": ""}
    return attach_transcript(dialogue, token=uuid.uuid4(), fields=fields, turns=read(raw), keep_names=keep_names, by=by)


def test_replaced_names_are_kept_apart_from_what_is_shown(project: Project, amara: User) -> None:
    transcript = attach(planned(project, amara), amara)
    assert [turn.speaker.pseudonym for turn in transcript.versions.get().turns.all()] == [
        "Speaker 1",
        "Speaker 2",
        "Speaker 1",
    ]
    assert Identity.objects.get(participant__pseudonym="Speaker 1").full_name == "Ana Reed"


def test_a_speaker_met_before_is_the_same_participant(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    attach(dialogue, amara)
    attach(dialogue, amara, b"Bo:\nHello.\n\nCy:\nHello.")
    assert sorted(row.pseudonym for row in Participant.objects.all()) == ["Speaker 1", "Speaker 2", "Speaker 3"]


def test_a_speaker_of_another_project_is_another_participant(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    attach(planned(project, amara), amara)
    attach(planned(other_project, zoe), zoe)
    assert Participant.objects.filter(pseudonym="Speaker 1").count() == 2


def test_kept_names_need_no_identity(project: Project, amara: User) -> None:
    attach(planned(project, amara), amara, keep_names=True)
    assert sorted(row.pseudonym for row in Participant.objects.all()) == ["Ana Reed", "Bo"]
    assert not Identity.objects.exists()


def test_a_kept_name_that_looks_like_a_number_is_not_given_twice(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    attach(dialogue, amara, b"Speaker 1:\nHello.", keep_names=True)
    transcript = attach(dialogue, amara, b"Bo:\nHello.")
    assert transcript.versions.get().turns.get().speaker.pseudonym == "Speaker 2"


def test_the_event_holds_counts_and_no_names(project: Project, amara: User) -> None:
    event = of_target(attach(planned(project, amara), amara).pk).get()
    assert event.data == {"turns": 3, "speakers": 2}


def upload(client: Client, dialogue: Dialogue, raw: bytes = TALK.encode(), **changes: Any) -> Any:
    form = {"form_token": str(uuid.uuid4()), "title": "A talk", "names": "replace", "credit": "Ours"}
    file = SimpleUploadedFile("talk.txt", raw, content_type="text/plain")
    return client.post(url("transcript_add", dialogue), form | {"file": file} | changes)


def test_a_transcript_is_attached_and_shown_without_names(project: Project, amara: User, dee: User) -> None:
    dialogue = planned(project, amara)
    response = upload(signed_in(amara), dialogue)
    assert response.status_code == 303
    text = page(signed_in(dee), "transcript_detail", dialogue, Transcript.objects.get().pk)
    assert "Good morning." in text
    assert "1:02:03" in text
    assert "Ana Reed" not in text


def test_a_double_click_attaches_it_once(project: Project, amara: User) -> None:
    dialogue, token = planned(project, amara), str(uuid.uuid4())
    for _ in range(2):
        assert upload(signed_in(amara), dialogue, form_token=token).status_code == 303
    assert Transcript.objects.get().versions.get().turns.count() == 3


@pytest.mark.parametrize(
    ("raw", "changes", "sentence"),
    [
        (TALK.encode(), {"title": ""}, "Give the transcript a title."),
        (TALK.encode(), {"names": ""}, "Choose under what names"),
        (TALK.encode(), {"file": ""}, "Choose a text file."),
        (b"", {}, "This file is empty."),
        (b"\x89PNG", {}, "This is not a UTF-8 text file."),
        (b"a" * (MAX_BYTES + 1), {}, "larger than 2 MB"),
    ],
)
def test_bad_uploads_get_a_sentence_and_keep_what_was_typed(
    raw: bytes, changes: dict[str, Any], sentence: str, project: Project, amara: User
) -> None:
    response = upload(signed_in(amara), planned(project, amara), raw, **{"credit": "From the archive"} | changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "From the archive" in response.content.decode()
    assert not Transcript.objects.exists()


def test_nothing_is_attached_to_a_closed_dialogue(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    actions.close_dialogue(dialogue, by=amara)
    assert upload(signed_in(amara), dialogue).status_code == 409


def test_a_transcript_of_another_dialogue_is_not_found(project: Project, amara: User) -> None:
    transcript = attach(planned(project, amara), amara)
    assert signed_in(amara).get(url("transcript_detail", planned(project, amara), transcript.pk)).status_code == 404


def test_a_long_transcript_is_paged(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    transcript = attach(dialogue, amara, b"\n\n".join(b"Ana:\nWords %d." % number for number in range(51)))
    text = signed_in(amara).get(url("transcript_detail", dialogue, transcript.pk) + "?page=2").content.decode()
    assert "Words 50." in text
    assert "Words 49." not in text


@pytest.mark.parametrize("count", [1, 3])
def test_a_transcript_costs_the_same_for_one_and_three_turns(
    count: int, project: Project, amara: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dialogue = planned(project, amara)
    transcript = attach(dialogue, amara, b"\n\n".join(b"P%d:\nWords." % number for number in range(count)))
    client = signed_in(amara)
    with django_assert_num_queries(8):
        page(client, "transcript_detail", dialogue, transcript.pk)
