from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.measures.pace import Facts, Sides, add_months, days_taken, facts, months_taken, sides

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], Facts(0, None, None)),
        ([5], Facts(1, 5, 5)),
        ([9, 1, 4], Facts(3, 4, 9)),
        ([1, 2, 3, 10], Facts(4, 2.5, 10)),
        ([-3, 0], Facts(2, -1.5, 0)),
    ],
)
def test_the_facts_are_how_many_the_middle_and_the_longest(values: list[int], said: Facts) -> None:
    assert facts(values) == said


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 15), date(2026, 1, 15), 0),
        (date(2026, 1, 15), date(2026, 1, 16), 1),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2026, 1, 15), date(2026, 2, 16), 2),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 3, 1), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 1, 15), date(2027, 1, 15), 12),
        (date(2026, 1, 15), date(2027, 1, 16), 13),
        (date(2026, 5, 1), date(2025, 1, 1), 0),
    ],
)
def test_a_month_counts_from_its_first_day(start: date, end: date, months: int) -> None:
    assert months_taken(start, end) == months


@given(DAYS, DAYS)
def test_within_so_many_months_means_by_the_same_day_of_the_month(start: date, end: date) -> None:
    taken = months_taken(start, end)
    assert add_months(start, taken) >= end
    assert taken == 0 or add_months(start, taken - 1) < end


@given(DAYS, DAYS)
def test_days_count_both_ways(start: date, end: date) -> None:
    assert days_taken(start, end) == -days_taken(end, start)


@given(st.lists(st.integers(-50, 400)), st.integers(1, 365))
def test_every_value_is_within_or_longer(values: list[int], agreed: int) -> None:
    both = sides(values, agreed)
    assert both.within + both.longer == len(values)


def test_the_agreed_day_itself_is_within() -> None:
    assert sides([13, 14, 15], 14) == Sides(2, 1)
