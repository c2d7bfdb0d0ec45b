from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from contributions.pictures import FIRST, LAST, RADIUS, THICKEST, THINNEST, WIDTH, thread

NAMES = ("Said", "Decided", "Changed", "Told", "Closed")
numbers = st.lists(st.integers(0, 10**6), min_size=5, max_size=5)


@given(here=numbers, came=numbers)
def test_every_station_stands_inside_and_apart(here: list[int], came: list[int]) -> None:
    stations = thread(list(zip(NAMES, here, came, strict=True))).stations
    places = [one.x for one in stations]
    assert (places[0], places[-1]) == (FIRST, LAST)
    assert all(later - earlier > 2 * RADIUS for earlier, later in itertools.pairwise(places))
    assert all(RADIUS < x < WIDTH - RADIUS for x in places)


@given(came=numbers)
def test_a_line_is_drawn_where_something_came_along_it(came: list[int]) -> None:
    stations = thread([(name, 0, number) for name, number in zip(NAMES, came, strict=True)]).stations
    for one in stations[1:]:
        assert (one.thick > 0) == (one.came > 0)
        assert one.thick == 0 or THINNEST <= one.thick <= THICKEST
    assert stations[0].thick == 0


def test_without_any_contribution_it_is_still_drawn() -> None:
    assert [one.here for one in thread([(name, 0, 0) for name in NAMES]).stations] == [0] * 5
