"""Whoever read something older than what is stored is told, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django import forms

from core.editing import Conflict, Stale, check_fresh, check_seen
from core.errors import Refused
from core.forms import SeenForm, VersionForm, in_words


@dataclass
class Row:
    """A row with a version."""

    version: int


def test_the_version_that_was_read_is_fresh() -> None:
    check_fresh(Row(3), 3)


@pytest.mark.parametrize("version", [2, 4, 0])
def test_another_version_is_stale(version: int) -> None:
    with pytest.raises(Stale, match="Somebody else changed this while you were writing"):
        check_fresh(Row(3), version)


def test_whoever_read_nothing_is_not_stale() -> None:
    check_fresh(Row(3), None)


def test_the_mark_that_was_seen_is_fresh() -> None:
    check_seen("abc", "abc")


def test_another_mark_is_stale_and_may_have_a_sentence_of_its_own() -> None:
    with pytest.raises(Stale, match="You were faster yourself"):
        check_seen("abc", "abd", "You were faster yourself.")


def test_a_conflict_carries_the_newer_words() -> None:
    conflict = Conflict("Newer.", 4)
    assert (conflict.text, conflict.version, isinstance(conflict, Refused)) == ("Newer.", 4, True)


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 30, "1.5", "\x00"])
def test_a_version_that_makes_no_sense_is_of_a_page_that_saw_nothing(sent: str) -> None:
    form = VersionForm({"version": sent})
    assert form.is_valid()
    assert form.cleaned_data["version"] == 0


@pytest.mark.parametrize("sent", ["", "x" * 65, "\x00"])
def test_a_mark_that_makes_no_sense_is_of_a_page_that_saw_nothing(sent: str) -> None:
    form = SeenForm({"seen": sent})
    assert form.is_valid()
    assert form.cleaned_data["seen"] == ""


GROUPED = [("Often", [("a", "First")]), ("b", "Second")]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.CharField(), "Words.", "Words."),
        (forms.CharField(), None, ""),
        (forms.DateField(), date(2027, 5, 12), "Wednesday 12 May 2027"),
        (forms.DateField(), "2027-05-12", "Wednesday 12 May 2027"),
        (forms.DateField(), "some day", "some day"),
        (forms.DateTimeField(), datetime(2027, 5, 12, 14, 30), "Wednesday 12 May 2027, 2:30pm"),  # noqa: DTZ001
        (forms.BooleanField(), True, "Yes"),
        (forms.BooleanField(), "on", "Yes"),
        (forms.BooleanField(), False, "No"),
        (forms.ChoiceField(choices=GROUPED), "a", "First"),
        (forms.ChoiceField(choices=GROUPED), "b", "Second"),
        (forms.ChoiceField(choices=GROUPED), "gone", "gone"),
        (forms.MultipleChoiceField(choices=GROUPED), ["a", "b"], "First; Second"),
    ],
)
def test_a_value_reads_the_same_typed_or_stored(field: forms.Field, value: object, words: str) -> None:
    assert in_words(field, value) == words
