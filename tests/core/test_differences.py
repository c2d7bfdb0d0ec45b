"""Word by word: what changed between two texts, in bounded time."""

from __future__ import annotations

import random
import time

import pytest

from core.differences import ADDED, SAME, TAKEN_OUT, Piece, word_diff

LONGEST = 50_000


def marked(before: str, after: str) -> str:
    """The difference with `+added+` and `-taken out-`."""
    marks = {SAME: "", ADDED: "+", TAKEN_OUT: "-"}
    return "".join(f"{marks[piece.kind]}{piece.text}{marks[piece.kind]}" for piece in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("", "One", "+One+"),
        ("One", "", "-One-"),
        ("One two", "One two", "One two"),
        ("I am sure.", "I am not sure.", "I am +not +sure."),
        ("I am not sure.", "I am sure.", "I am -not -sure."),
        ("by Friday", "by Monday", "by -Friday-+Monday+"),
        ("a b a b", "b a b a", "-a -b a b +a+"),
        ("one\ntwo", "one two", "-one\n-+one +two"),
        ("one  two", "one two", "one two"),
        ("naïve 🙂", "naïve 🙁", "naïve -🙂-+🙁+"),
    ],
)
def test_words_are_compared_and_not_characters(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown
    assert plain(before, after)


def plain(before: str, after: str) -> bool:
    """Do the pieces read as both texts?"""
    pieces = word_diff(before, after)
    old = "".join(piece.text for piece in pieces if piece.kind != ADDED)
    new = "".join(piece.text for piece in pieces if piece.kind != TAKEN_OUT)
    return (old.split(), new) == (before.split(), after)


@pytest.mark.parametrize("seed", range(30))
def test_the_pieces_read_as_both_texts(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"w{number}" for number in range(chance.choice([2, 5, 50]))]
    texts = ["".join(chance.choice(words) + chance.choice([" ", "\n"]) for _n in range(120)) for _text in range(2)]
    assert plain(*texts)


def test_a_small_change_in_a_long_text_stays_small() -> None:
    before = " ".join(f"word{number % 97} and" for number in range(4000))
    after = before.replace("word50 and word51", "word50 but word51", 1)
    assert [piece for piece in word_diff(before, after) if piece.kind != SAME] == [
        Piece(TAKEN_OUT, "and "),
        Piece(ADDED, "but "),
    ]


def long_text(words: list[str], seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(words) for _number in range(LONGEST))[:LONGEST]


@pytest.mark.parametrize(
    "words",
    [["a"], ["a", "b"], [str(n) for n in range(100)], [f"w{n}" for n in range(5000)], [str(n) for n in range(60000)]],
    ids=["one word", "two words", "hundred words", "many words", "nearly all different"],
)
def test_the_longest_texts_are_compared_within_a_second(words: list[str]) -> None:
    before, after = long_text(words, 1), "x " + long_text(words, 2)
    start = time.process_time()
    word_diff(before, after)
    assert time.process_time() - start < 1
