"""Captions read as turns: WebVTT and SubRip, ours and a real one."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.formats.captions import is_name
from dialogues.formats.files import read
from dialogues.formats.transcripts import MAX_TURN, SpokenTurn, UnreadableError

ROOT = Path(__file__).resolve().parents[2]
CAPTIONS = ROOT / "tests/data/metamuse_37-visual-programming.vtt"
TEXT = ROOT / "clahrc/demo/data/metamuse_37.txt"
NAMES = {"0": "Maggie Appleton", "1": "Adam Wiggins", "2": "Mark McGranaghan"}


def vtt(*cues: str) -> bytes:
    """Cues, one a minute."""
    return "\n\n".join(
        [
            "WEBVTT",
            *(
                f"{n // 60:02}:{n % 60:02}:00.000 --> {n // 60:02}:{n % 60:02}:04.000\n{cue}"
                for n, cue in enumerate(cues)
            ),
        ]
    ).encode()


def said(raw: bytes) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in read(raw)]


def runs(turns: list[SpokenTurn]) -> list[tuple[str, int | None]]:
    """Who begins to speak when, a speaker's turns in a row taken together."""
    return [(name, next(group).starts_at) for name, group in groupby(turns, lambda turn: turn.speaker)]


def test_real_captions_say_what_the_text_of_the_same_talk_says() -> None:
    captions, text = read(CAPTIONS.read_bytes()), read(TEXT.read_bytes())
    heard = [word for turn in captions for word in turn.text.split()]
    written = [word for turn in text for word in turn.text.split()]
    changed = [
        step for step in SequenceMatcher(None, heard, written, autojunk=False).get_opcodes() if step[0] != "equal"
    ]
    assert (len(heard), len(written), len(changed)) == (10250, 10250, 2)  # two full stops became commas


def test_real_captions_begin_each_turn_where_the_text_does() -> None:
    captions, text = read(CAPTIONS.read_bytes()), runs(read(TEXT.read_bytes()))
    assert [NAMES[turn.speaker] for turn in captions] == [name for name, _start in text]
    apart = [abs((turn.starts_at or 0) - (start or 0)) for turn, (_name, start) in zip(captions, text, strict=True)]
    assert max(apart) <= 1


def test_a_sentence_over_several_cues_is_one_turn() -> None:
    assert said(vtt("<v Ana>We meet", "every month.", "<v Bo>Yes.")) == [
        ("Ana", "We meet every month."),
        ("Bo", "Yes."),
    ]


def test_a_cue_may_hold_several_voices() -> None:
    assert said(vtt("<v.loud Ana>Hello.</v> <v Bo Reed>Hello,\nAna.</v>")) == [
        ("Ana", "Hello."),
        ("Bo Reed", "Hello, Ana."),
    ]


def test_marks_are_left_out_and_characters_become_themselves() -> None:
    raw = vtt("<v Ana>It <b>is</b> <c.red>2 &lt; 3</c> &amp; <00:00:01.500>true<i>.</i>")
    assert said(raw) == [("Ana", "It is 2 < 3 & true.")]


def test_names_before_the_words_are_read_where_there_are_no_voices() -> None:
    raw = vtt("Ana de la Cruz: Hello.", "And then she said: no.", ">> BO: Yes.\nSpeaker 3: Maybe: yes.")
    assert said(raw) == [
        ("Ana de la Cruz", "Hello. And then she said: no."),
        ("BO", "Yes."),
        ("Speaker 3", "Maybe: yes."),
    ]


@pytest.mark.parametrize("text", ["Ana", "Dr Chen", "ANA REED", "Élodie", "Speaker 1", "2"])
def test_these_are_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["and then", "I said", "the thing is", "Well, she said", "One Two Three Four Five Six", "de"]
)
def test_these_are_none(text: str) -> None:
    assert not is_name(text)


def test_subrip_is_read_with_its_commas_and_line_ends() -> None:
    raw = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}Ana: <font color='red'>Hello.</font>\r\n\r\n"
        "2\r\n00:01:02,000 --> 00:01:03,000\r\nBo: Yes."
    )
    assert read(raw.encode()) == [SpokenTurn("Ana", 1, "Hello."), SpokenTurn("Bo", 62, "Yes.")]


def test_the_first_number_may_be_missing() -> None:
    assert said(b"00:00:01,000 --> 00:00:02,500\nAna: Hello.") == [("Ana", "Hello.")]


def test_notes_styles_and_empty_cues_are_left_out() -> None:
    raw = (
        b"WEBVTT - A talk\n\nSTYLE\n::cue { color: red }\n\nNOTE Ana --> said\nsecret\n\n"
        + vtt("<v Ana>Hello.", "")[8:]
    )
    assert said(raw) == [("Ana", "Hello.")]


def test_hours_and_settings_of_a_cue_are_read() -> None:
    raw = b"WEBVTT\n\n01:02:03.000 --> 01:02:04.000 align:start line:0\n<v Ana>Hello."
    assert read(raw)[0].starts_at == 3723
    assert read(raw.replace(b"01:02:03", b"02:03").replace(b"01:02:04", b"02:04"))[0].starts_at == 123


def test_words_without_a_name_have_a_label() -> None:
    assert said(vtt("Hello.")) == [("Unnamed speaker", "Hello.")]


def test_a_very_long_stretch_is_split_between_two_cues() -> None:
    turns = read(vtt(*["<v Ana>" + "word " * 4000] * 3))
    assert {turn.speaker for turn in turns} == {"Ana"}
    assert all(len(turn.text) <= MAX_TURN for turn in turns)
    assert sum(len(turn.text.split()) for turn in turns) == 12000


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"WEBVTT", "There is nothing to read in these captions."),
        (b"WEBVTT\n\n00:99:00.000 --> 00:99:01.000\nHi.", "These times cannot be read"),
        (b"WEBVTT\n\nsoon --> later\nHi.", "These times cannot be read"),
        (vtt("<v " + "x" * 100 + ">Hi."), "A name in this file is longer"),
        (vtt(*[f"<v P{number}>Hi." for number in range(61)]), "more than 60 speakers"),
    ],
)
def test_what_cannot_be_read_is_said(raw: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        read(raw)


@given(
    st.lists(
        st.sampled_from(["WEBVTT", "\n\n", "\n", "-->", "00:00:01.000 --> 00:00:02.000", "<v Ana>", "<", "a", ": "])
    )
)
def test_no_file_breaks_the_reader(pieces: list[str]) -> None:
    try:
        turns = read("".join(pieces).encode())
    except UnreadableError:
        return
    assert all(turn.text for turn in turns)
