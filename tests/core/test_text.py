from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.text import clean_line, clean_words

anything = st.text(st.characters(exclude_categories=()), max_size=200)
# Letters of any script, marks, emoji, line feeds and tabs: what a person can mean to write.
clean = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t"), max_size=200)


@given(anything)
@example("\x00")
@example("\ud800")
@example("a\r\nb\rc")
def test_clean_words_can_always_be_encoded(text: str) -> None:
    clean_words(text).encode("utf-8")


@given(clean)
@example("Dee wrote: \u202b\u05e9\u05dc\u202c 👩🏽‍⚕️ e\u0301")
def test_clean_words_are_never_changed(text: str) -> None:
    assert clean_words(text) == text


@given(anything)
def test_cleaning_words_twice_changes_nothing_more(text: str) -> None:
    assert clean_words(clean_words(text)) == clean_words(text)


@pytest.mark.django_db
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything)
@example("\x00\ud800\uffff")
def test_clean_words_come_back_from_postgres_as_they_went_in(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", [clean_words(text)])
        assert cursor.fetchone() == (clean_words(text),)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean_words(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_what_cannot_be_stored_becomes_a_space_so_that_words_stay_apart(bad: str) -> None:
    assert clean_words(f"one{bad}two") == "one two"


@given(anything)
def test_a_line_is_one_line_and_can_be_encoded(text: str) -> None:
    line = clean_line(text)
    line.encode("utf-8")
    assert line == " ".join(line.split())


@given(anything)
def test_cleaning_a_line_twice_changes_nothing_more(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff"])
def test_a_name_has_no_marks_that_make_it_look_like_another(hidden: str) -> None:
    assert clean_line(f"Dee{hidden} Marsh") == "Dee Marsh"


def test_a_name_is_composed_so_that_equal_names_are_equal() -> None:
    assert clean_line("Zoe\u0308") == "Zo\u00eb"
