from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.measures import Piece, index_of, pieces


def marked(text: str, *names: str) -> list[tuple[str, str]]:
    """What is found in a text: the stretch and the name it stands for."""
    return [(piece.text, piece.name) for piece in pieces(text, index_of(names)) if piece.name]


def words(text: str, *names: str) -> list[str]:
    return [stretch for stretch, _name in marked(text, *names)]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("A partner speaks.", "partner", ["partner"]),
        ("PARTNER, speak!", "Partner", ["PARTNER"]),
        ("All partners speak.", "partner", ["partners"]),
        ("Two processes ran.", "process", ["processes"]),
        ("Partnership is work.", "partner", []),
        ("A copartner.", "partner", []),
        ("We use co-production.", "production", []),
        ("A patient-led trial.", "patient", []),
        ("The patient's words.", "patient", ["patient"]),
        ("The patients\u2019 words.", "patient", ["patients"]),
        ("Rock'n'roll", "rock", []),
        ("Crohn\u2019s disease is long.", "Crohn's disease", ["Crohn\u2019s disease"]),
        ("Our shared\naim.", "shared aim", ["shared\naim"]),
        ("Our shared \t\u00a0aim.", "shared aim", ["shared \t\u00a0aim"]),
        ("We shared.\n\nAim high.", "shared aim", []),
        ("shared\n\naim", "shared aim", []),
        ("shared\r\n\r\naim", "shared aim", []),
        ("shared\r\raim", "shared aim", []),
        ("Ask the \u201cpartner\u201d (partner).", "partner", ["partner"]),
        ("An \u00c9TUDE here.", "\u00e9tude", ["\u00c9TUDE"]),
        ("A cafe\u0301 here.", "cafe", []),
        ("Write to partner@example.org.", "partner", []),
        ("See https://example.org/partner now.", "partner", []),
        ("See partner.example.", "partner", []),
        ("The end: partner.", "partner", ["partner"]),
        ("It is what it is.", "IT", []),
        ("Ask IT about it.", "IT", ["IT"]),
        ("carers and clinicians", "CARERS", ["carers"]),
        ("What R&D does", "R&D", ["R&D"]),
        ("I use C++ daily", "C++", ["C++"]),
        ("A #MeToo moment", "#MeToo", ["#MeToo"]),
        ("", "partner", []),
        ("partner", "partner", ["partner"]),
        ("a.*b", "a.*b", ["a.*b"]),
        ("axxb", "a.*b", []),
    ],
)
def test_a_name_is_found_where_it_stands_as_a_word(text: str, name: str, found: list[str]) -> None:
    assert words(text, name) == found


def test_the_longest_name_wins() -> None:
    found = marked("Our shared aim is an aim.", "aim", "shared aim", "shared")
    assert found == [("shared aim", "shared aim"), ("aim", "aim")]


def test_a_shorter_name_is_not_found_inside_a_longer_one_that_was_explained_before() -> None:
    found = pieces("The shared aim.", index_of(["aim", "shared aim"]), named_before={"shared aim"})
    assert found == [Piece("The shared aim.")]


def test_a_name_in_the_plural_wins_over_the_plural_of_a_name() -> None:
    assert marked("Two rounds.", "round", "rounds") == [("rounds", "rounds")]


def test_only_the_first_place_of_a_name_is_found() -> None:
    assert words("Partner to partner.", "partner") == ["Partner"]


def test_what_was_explained_before_is_not_found_again() -> None:
    assert pieces("A partner.", index_of(["partner"]), named_before={"partner"}) == [Piece("A partner.")]


ALPHABET = st.sampled_from("abAB s\u00e9\u0301-'\u2019.\n\r\t<>&\"@:/_1\u00df\u0130")
TEXT = st.text(ALPHABET, max_size=60) | st.text(max_size=60)
NAMES = st.lists(st.text(ALPHABET, min_size=1, max_size=6) | st.text(min_size=1, max_size=8), max_size=5)


@given(TEXT, NAMES)
@example("shared   aim", ["shared aim", "\u0130", "a"])
def test_the_text_is_never_changed(text: str, names: list[str]) -> None:
    assert "".join(piece.text for piece in pieces(text, index_of(names))) == text


@given(TEXT, NAMES)
def test_a_name_is_never_found_twice(text: str, names: list[str]) -> None:
    found = [piece.name for piece in pieces(text, index_of(names)) if piece.name]
    assert len(found) == len(set(found))


@given(TEXT, NAMES)
def test_nothing_is_ever_found_inside_a_word(text: str, names: list[str]) -> None:
    before = ""
    for piece in pieces(text, index_of(names)):
        after = text[len(before) + len(piece.text) :]
        if piece.name:
            assert not (before and re.match(r"\w", before[-1]))
            assert not re.match(r"\w", after)
        before += piece.text


@given(TEXT, NAMES)
def test_a_place_never_reaches_over_the_end_of_a_paragraph(text: str, names: list[str]) -> None:
    found = [piece.text for piece in pieces(text, index_of(names)) if piece.name]
    assert not any(re.search(r"(\r\n|\r|\n){2}", stretch) for stretch in found)


@given(st.sampled_from(["partner", "shared aim", "Crohn's disease"]), st.sampled_from([" ", "\n", ", ", "(", "\u2014"]))
def test_a_name_between_other_words_is_always_found(name: str, around: str) -> None:
    assert words(f"one{around}{name}{around}two", name) == [name]


def test_a_long_text_with_many_names_is_read_in_one_go() -> None:
    names = [f"word {number}" for number in range(300)]
    text = "word " * 2_000 + " " * 20_000 + "word 299"
    assert words(text, *names)[-1] == "word 299"
