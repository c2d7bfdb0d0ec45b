from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.scale import LEFT, WIDTH
from milestones.pictures.bands import Stretch
from milestones.pictures.columns import LOW, MOST_SPANS, PARTS, Columns, Month, Tally, columns, spans_of

START, END, TODAY = date(2026, 1, 1), date(2027, 12, 31), date(2026, 9, 1)
LANES = ("rapid", "slow")
COUNTS = st.integers(0, 2000)
MONTHS = st.lists(
    st.builds(
        lambda day, pace, done, late, soon, planned: Month(
            day.replace(day=1), pace, done + late + soon + planned + 1, done, late, soon
        ),
        st.dates(date(1990, 1, 1), date(2100, 12, 31)),
        st.sampled_from(LANES),
        COUNTS,
        COUNTS,
        COUNTS,
        COUNTS,
    ),
    min_size=1,
    max_size=300,
    unique_by=lambda month: (month.first, month.pace),
)


def month(number: int, pace: str = "rapid", *, done: int = 0, late: int = 0, soon: int = 0, planned: int = 0) -> Month:
    first = date(2026 + number // 12, number % 12 + 1, 1)
    return Month(first, pace, done + late + soon + planned, done, late, soon)


def draw(months: list[Month], *, phases: tuple[Stretch, ...] = ()) -> Columns:
    return columns(spans_of(months), lanes=LANES, start=START, end=END, today=TODAY, phases=phases)


@settings(deadline=None, max_examples=100)
@given(months=MONTHS)
def test_every_milestone_is_counted_in_few_spans_that_follow_each_other(months: list[Month]) -> None:
    spans = spans_of(months)
    assert 1 <= len(spans) <= MOST_SPANS
    assert sum(span.tally.every for span in spans) == sum(month.every for month in months)
    assert sum(span.tally.late for span in spans) == sum(month.late for month in months)
    assert all(one.last < other.first for one, other in pairwise(spans))
    assert all(any(span.first <= month.first <= span.last for span in spans) for month in months)


@settings(deadline=None, max_examples=100)
@given(months=MONTHS)
def test_columns_stand_beside_each_other_inside_the_picture(months: list[Month]) -> None:
    picture = draw(months)
    for lane in picture.lanes:
        for column in lane.columns:
            assert column.x >= LEFT
            assert column.x + column.width <= WIDTH
            assert column.top - 40 >= lane.name_y - 18
            assert lane.base < picture.axis_y + 1
            assert sum(part.height for part in column.parts) == lane.base - column.top


@settings(deadline=None, max_examples=100)
@given(months=MONTHS)
def test_whatever_there_is_of_a_look_is_seen(months: list[Month]) -> None:
    for lane in draw(months).lanes:
        for column in lane.columns:
            assert {part.look for part in column.parts} == {look for look in PARTS if getattr(column.tally, look)}
            assert all(part.height >= LOW for part in column.parts)


def test_one_late_milestone_among_thousands_stands_on_top_with_its_number() -> None:
    column = draw([month(3, done=5000, late=1)]).lanes[0].columns[0]
    assert (column.parts[-1].look, column.label) == ("late", "1")


def test_months_of_two_years_are_a_column_each() -> None:
    spans = spans_of([month(number, planned=1) for number in range(24)])
    assert [span.first.month for span in spans[:3]] == [1, 2, 3]
    assert spans[-1].last == date(2027, 12, 31)


def test_more_months_are_taken_together() -> None:
    spans = spans_of([month(number, planned=1) for number in range(25)])
    assert (spans[0].first, spans[0].last, spans[0].tally.every) == (START, date(2026, 2, 28), 2)


def test_a_number_without_room_is_left_to_the_table() -> None:
    months = [month(number, late=20_000) for number in range(24)]
    assert {column.label for column in draw(months).lanes[0].columns} == {""}


def test_what_has_not_begun_is_the_rest() -> None:
    assert Tally(10, 1, 2, 3).planned == 4


@pytest.mark.parametrize("days", [0, 400])
def test_phases_stand_above_the_columns(days: int) -> None:
    phase = Stretch("Listening", START, START + timedelta(days=days))
    picture = draw([month(1, planned=3)], phases=(phase,))
    assert picture.bands[0].y + picture.bands[0].height < picture.lanes[0].name_y
