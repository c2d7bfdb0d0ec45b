"""The text of a transcript is kept in versions that nothing changes; who its speakers are is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.actions.people import erase
from accounts.models import User
from dialogues.actions.transcripts import attach_transcript, map_speakers, remove_transcript
from dialogues.formats.transcripts import SpokenTurn
from dialogues.measures.stretches import stretches
from dialogues.models import Dialogue, ReflectionVersion, Seat, Transcript, TranscriptVersion, Turn
from dialogues.queries.transcripts import speakers
from participants.models import Participant
from projects.models import Project
from reports.kinds.about_me import spoken_turns
from tests.dialogues import transcribed
from tests.dialogues.planning import opened, page, sent
from tests.factories import signed_in
from tests.participants.leaving import leave, told

TURNS = [SpokenTurn("Ana", 0, "Café 🙂\nand tea."), SpokenTurn("Bo", 9, "🙂o."), SpokenTurn("Ana", None, "Good.")]


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User) -> Dialogue:
    return opened(project, amara, amara, dee)


@pytest.fixture
def attached(dialogue: Dialogue, amara: User) -> Transcript:
    fields: dict[str, str] = {"title": "A talk", "credit": ""}
    token = dialogue.form_token
    return attach_transcript(dialogue, token=token, fields=fields, turns=TURNS, keep_names=False, by=amara)


@pytest.fixture
def ana(project: Project) -> Participant:
    return Participant.objects.create(project=project, pseudonym="Ana")


@pytest.fixture
def bo(project: Project) -> Participant:
    return Participant.objects.create(project=project, pseudonym="Bo")


@pytest.fixture
def corrected(dialogue: Dialogue, ana: Participant, bo: Participant) -> Transcript:
    """Two versions: Ana speaks in both, Bo in the older one alone."""
    script = transcribed.transcript(dialogue)
    transcribed.version(script, (ana, "Goood morning."), (bo, "An aside."))
    transcribed.version(script, (ana, "Good morning."))
    return script


def seat_of(dialogue: Dialogue, person: User) -> Seat:
    return dialogue.seats.get(person=person)


def texts(script: Transcript) -> list[str]:
    turns = Turn.objects.filter(version__transcript=script)
    return list(turns.order_by("version__number", "position").values_list("text", flat=True))


@given(st.lists(st.text()))
def test_every_text_is_found_in_the_whole_where_it_stands(pieces: list[str]) -> None:
    whole = "\n".join(pieces)
    assert [whole[begins:ends] for begins, ends in stretches(pieces)] == pieces


def test_attaching_makes_the_first_version(attached: Transcript, amara: User) -> None:
    version = attached.versions.get()
    assert (version.number, version.submitted_by) == (1, amara)


def test_a_turn_stands_where_its_text_is_in_code_points(attached: Transcript) -> None:
    places = [(turn.begins, turn.ends) for turn in attached.versions.get().turns.all()]
    assert places == [(0, 15), (16, 19), (20, 25)]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Turn.objects.filter(position=1).update(text="Something else."),
        lambda: Turn.objects.filter(position=1).update(begins=1, ends=16),
        lambda: Turn.objects.filter(position=1).update(text="", position=9),
        lambda: Turn.objects.filter(position=1).update(speaker=Participant.objects.get(pseudonym="Speaker 2")),
        lambda: TranscriptVersion.objects.update(number=2),
    ],
    ids=["its words", "where it stands", "its place with no words", "its speaker", "its number"],
)
def test_the_database_refuses_to_change_a_version(change: Callable[[], int], attached: Transcript) -> None:
    before = list(Turn.objects.values())
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        change()
    assert list(Turn.objects.values()) == before


def test_the_database_refuses_to_change_a_version_of_a_reflection(dialogue: Dialogue, dee: User) -> None:
    sent(dialogue, dee, "As it was sent.").versions.create(number=1, text="As it was sent.")
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        ReflectionVersion.objects.update(text="Something else.")


def test_the_database_refuses_a_turn_that_stands_where_it_does_not_fit(corrected: Transcript, ana: Participant) -> None:
    place: dict[str, Any] = {"version": corrected.versions.get(number=2), "position": 2, "begins": 14, "ends": 20}
    with pytest.raises(IntegrityError, match="dialogues_turn_stands_in_text"), transaction.atomic():
        Turn.objects.create(**place, speaker=ana, text="Longer than its place.")


def test_people_read_the_newest_version(corrected: Transcript, dialogue: Dialogue, dee: User) -> None:
    text = page(signed_in(dee), "transcript_detail", dialogue, corrected.pk)
    assert ("Good morning." in text, "Goood" in text, "An aside." in text) == (True, False, False)


def test_the_turns_that_a_dialogue_counts_are_those_of_the_newest_version(
    corrected: Transcript, dialogue: Dialogue, dee: User
) -> None:
    assert "<span>1 turn</span>" in signed_in(dee).get(dialogue.get_absolute_url()).content.decode()


def test_only_speakers_of_the_newest_version_are_asked_about(corrected: Transcript) -> None:
    assert [(speaker.pseudonym, speaker.turns) for speaker in speakers(corrected)] == [("Ana", 1)]


def test_saying_who_spoke_leaves_whoever_speaks_in_an_older_version_alone(
    corrected: Transcript, dialogue: Dialogue, amara: User, dee: User, ana: Participant, bo: Participant
) -> None:
    corrected.speaker_seats.create(speaker=bo, seat=seat_of(dialogue, dee))
    map_speakers(corrected, chosen={ana.pk: seat_of(dialogue, amara)}, by=amara)
    map_speakers(corrected, chosen={ana.pk: None}, by=amara)
    assert corrected.speaker_seats.get().speaker == bo


def test_words_taken_back_go_from_every_version(
    corrected: Transcript, project: Project, dialogue: Dialogue, dee: User, ana: Participant
) -> None:
    corrected.speaker_seats.create(speaker=ana, seat=seat_of(dialogue, dee))
    assert "Removed for good: what you said in 1 turn of a transcript." in told(project, dee)
    leave(project, dee)
    assert texts(corrected) == ["", "An aside.", ""]


@pytest.mark.parametrize("keep_words", [True, False])
def test_whoever_is_erased_has_their_words_in_every_version_or_in_none(
    keep_words: bool, corrected: Transcript, dialogue: Dialogue, dee: User, ana: Participant
) -> None:
    corrected.speaker_seats.create(speaker=ana, seat=seat_of(dialogue, dee))
    erase(dee, keep_words=keep_words, by=dee)
    assert texts(corrected)[::2] == (["Goood morning.", "Good morning."] if keep_words else ["", ""])


def test_words_taken_back_move_nothing_else(
    project: Project, attached: Transcript, dialogue: Dialogue, dee: User
) -> None:
    first = attached.versions.get().turns.all()[0]
    attached.speaker_seats.create(speaker=first.speaker, seat=seat_of(dialogue, dee))
    leave(project, dee)
    turns = [(turn.begins, turn.ends, turn.text) for turn in attached.versions.get().turns.all()]
    assert turns == [(0, 15, ""), (16, 19, "🙂o."), (20, 25, "")]


def test_what_is_kept_about_somebody_holds_every_version(
    corrected: Transcript, dialogue: Dialogue, dee: User, ana: Participant
) -> None:
    corrected.speaker_seats.create(speaker=ana, seat=seat_of(dialogue, dee))
    rows = [(row["version"], row["turn"], row["text"]) for row in spoken_turns(dee)]
    assert rows == [(1, 1, "Goood morning."), (2, 1, "Good morning.")]


def test_removing_takes_every_version_and_all_who_speak_nowhere_else(corrected: Transcript, amara: User) -> None:
    remove_transcript(corrected, by=amara)
    assert not any(model.objects.exists() for model in (TranscriptVersion, Turn, Participant))
