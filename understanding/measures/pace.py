"""How long things took, beside what was agreed. Facts about steps, never about people. Whole days and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True)
class Facts:
    """How many, and how long: in the middle and at the longest; None where there are none."""

    count: int
    middle: float | None
    longest: int | None


def facts(values: Iterable[int]) -> Facts:
    """What can be said of some lengths of time without scoring anybody."""
    known = list(values)
    return Facts(len(known), median(known), max(known)) if known else Facts(0, None, None)


def days_taken(start: date, end: date) -> int:
    """Days from one day to another; negative where it came before."""
    return (end - start).days


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_taken(start: date, end: date) -> int:
    """In which month after the start it was reached: "within 12 months" holds while this is at most 12."""
    months = max((end.year - start.year) * 12 + end.month - start.month, 0)
    return months if add_months(start, months) >= end else months + 1


@dataclass(frozen=True)
class Sides:
    """How many were within what was agreed, and how many took longer."""

    within: int
    longer: int


def sides(values: Sequence[int], agreed: int) -> Sides:
    """A value on the agreed day is within it."""
    within = sum(value <= agreed for value in values)
    return Sides(within, len(values) - within)
