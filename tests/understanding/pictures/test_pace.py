from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from understanding.pictures.pace import LEFT, LEVELS, MARK, MOST_TICKS, RIGHT, Dot, draw, pile, ticks

DOTS = st.lists(
    st.builds(Dot, st.integers(-30, 3_000), st.sampled_from(["done", "late", "planned"])), min_size=1, max_size=60
)


@given(DOTS, st.none() | st.integers(1, 365))
def test_every_dot_is_drawn_inside_or_counted(dots: list[Dot], agreed: int | None) -> None:
    strip = draw([("feedback", dots, agreed)]).strips[0]
    assert len(strip.placed) + strip.missing == len(dots)
    assert all(LEFT <= dot.x <= RIGHT for dot in strip.placed)


@given(DOTS)
def test_no_dot_meets_another(dots: list[Dot]) -> None:
    placed = draw([("feedback", dots, None)]).strips[0].placed
    pairs = [(one, other) for number, one in enumerate(placed) for other in placed[:number]]
    assert all(abs(one.x - other.x) >= MARK or abs(one.y - other.y) >= MARK for one, other in pairs)


@given(DOTS, DOTS)
def test_strips_stand_below_each_other_and_inside_the_picture(above: list[Dot], below: list[Dot]) -> None:
    picture = draw([("feedback", above, 14), ("output", below, 12)])
    first, second = picture.strips
    assert first.tick_y < second.top
    assert second.tick_y < picture.height
    assert all(strip.flag_y < dot.y - 8 for strip in picture.strips for dot in strip.placed)


def test_a_value_on_the_agreed_day_stands_on_the_agreed_line() -> None:
    strip = draw([("feedback", [Dot(14, "done"), Dot(28, "late")], 14)]).strips[0]
    assert strip.placed[0].x == strip.agreed_x


def test_dots_of_one_day_are_piled_up_to_a_height_and_the_rest_is_counted() -> None:
    placed, missing = pile([(100, "done")] * (LEVELS + 3))
    assert ([level for _x, level, _look in placed], missing) == (list(range(LEVELS)), 3)


@given(st.integers(1, 60_000))
def test_numbers_along_a_line_are_few_and_apart(limit: int) -> None:
    places = [x for x, _value in ticks(limit)]
    assert len(places) <= MOST_TICKS
    assert all(after - before >= 60 for before, after in pairwise(places))


def test_a_strip_without_a_dot_is_left_out() -> None:
    assert [strip.name for strip in draw([("feedback", [], 14), ("output", [Dot(3, "done")], 12)]).strips] == ["output"]


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert draw([("feedback", [], 14)]).height == 0
