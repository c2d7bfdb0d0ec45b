"""Numbers of registers are tidied where it is harmless, doubted where they look odd, and never refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.measures.identifiers import SHAPES, doubts, tidy


@pytest.mark.parametrize(
    ("name", "typed", "tidied"),
    [
        ("iras_id", "234567", "234567"),
        ("iras_id", " iras 234 567 ", "234567"),
        ("iras_id", "IRAS ID: 12345", "12345"),
        ("iras_id", "IRAS no. 1234567", "1234567"),
        ("rec_reference", "21/lo/0123", "21/LO/0123"),
        ("rec_reference", "REC 21 / LO / 0123", "21/LO/0123"),
        ("cpms_id", "CPMS 45678", "45678"),
        ("isrctn", "12345678", "ISRCTN12345678"),
        ("isrctn", "isrctn 1234 5678", "ISRCTN12345678"),
        ("isrctn", "ISRCTN12345678", "ISRCTN12345678"),
    ],
)
def test_harmless_differences_are_tidied(name: str, typed: str, tidied: str) -> None:
    assert tidy(name, typed) == tidied
    assert doubts({name: typed}) == {}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("iras_id", "1234"),
        ("iras_id", "12345678"),
        ("iras_id", "to be decided"),
        ("iras_id", "\u0661\u0662\u0663\u0664\u0665"),
        ("rec_reference", "21/LON/0123"),
        ("rec_reference", "0123"),
        ("rec_reference", "21-LO-0123"),
        ("cpms_id", "12.5"),
        ("isrctn", "ISRCTN1234567"),
        ("isrctn", "NCT01234567"),
    ],
)
def test_an_odd_value_is_kept_as_typed_and_doubted(name: str, typed: str) -> None:
    assert tidy(name, typed) == typed
    assert list(doubts({name: typed})) == [name]


def test_what_is_empty_is_not_doubted() -> None:
    assert doubts(dict.fromkeys(SHAPES, "")) == {}


def test_what_has_no_usual_form_is_left_alone() -> None:
    assert tidy("funder_reference", "nihr 123") == "nihr 123"
    assert doubts({"funder_reference": "anything"}) == {}


@given(name=st.sampled_from(sorted(SHAPES)), value=st.text(max_size=80))
def test_tidying_twice_is_tidying_once(name: str, value: str) -> None:
    once = tidy(name, value)
    assert tidy(name, once) == once
    assert doubts({name: once}) == doubts({name: value})
