"""The bars of a statement: agreement on one side of the line, disagreement on the other, as long as their part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from understanding.pictures.pulse import MIDDLE, WIDTH, spread_picture

rows = st.lists(
    st.tuples(st.lists(st.integers(0, 40), min_size=5, max_size=5), st.integers(0, 40)).filter(
        lambda row: sum(row[0]) + row[1] > 0
    ),
    max_size=7,
).map(lambda found: [(sum(five) + beside, five) for five, beside in found])


@given(rows)
def test_every_bar_stays_inside_whatever_is_answered(found: list[tuple[int, list[int]]]) -> None:
    picture = spread_picture(found)
    for bar in picture.bars:
        assert all(part.x >= 0 and part.x + part.width <= WIDTH for part in bar.parts)
        assert bar.bar_y + picture.thick <= picture.height


@given(rows)
def test_parts_follow_each_other_without_gap_or_overlap(found: list[tuple[int, list[int]]]) -> None:
    for bar in spread_picture(found).bars:
        ends = [part.x + part.width for part in bar.parts]
        assert ends[:-1] == [part.x for part in bar.parts[1:]]


@given(rows)
def test_disagreement_lies_left_of_the_line_and_agreement_right(found: list[tuple[int, list[int]]]) -> None:
    for bar in spread_picture(found).bars:
        for part in bar.parts:
            if part.look.startswith("disagree"):
                assert part.x + part.width <= MIDDLE
            if part.look.startswith("agree"):
                assert part.x >= MIDDLE


def test_one_that_everybody_agrees_with_fills_its_side() -> None:
    (bar,) = spread_picture([(4, [0, 0, 0, 0, 4])]).bars
    assert [(part.x, part.width, part.text) for part in bar.parts] == [(MIDDLE, MIDDLE - 1, "4")]


def test_neither_stands_across_the_line() -> None:
    (bar,) = spread_picture([(4, [0, 0, 4, 0, 0])]).bars
    (part,) = bar.parts
    assert (MIDDLE - part.x, part.x + part.width - MIDDLE) == (90, 90)


def test_where_nobody_is_on_a_side_nothing_is_drawn() -> None:
    (bar,) = spread_picture([(3, [0, 0, 0, 0, 0])]).bars
    assert bar.parts == ()


def test_a_number_that_has_no_room_is_left_to_the_table() -> None:
    (bar,) = spread_picture([(100, [1, 0, 0, 0, 99])]).bars
    assert [part.text for part in bar.parts] == ["", "99"]
