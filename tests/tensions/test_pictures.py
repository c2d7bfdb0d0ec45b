from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.scale import WIDTH, text_width
from tensions.pictures import LEFT, MARKS, RIGHT, Item, ages, fitting, step_of

LANES = ("risk", "pace")


def item(days: int = 10, lane: str = "pace", title: str = "A", marks: tuple[str, ...] = ()) -> Item:
    return Item(key="/", title=title, lane=lane, days=days, look="soon", marks=marks)


items = st.builds(
    item,
    days=st.integers(min_value=0, max_value=40_000),
    lane=st.sampled_from(LANES),
    title=st.text("aW é漢\u0301", max_size=200),
    marks=st.sampled_from([(), ("patient",), ("patient", "carer", "clinician", "academic", "public", "manager")]),
)


def test_an_empty_picture_has_no_bars() -> None:
    assert ages([], lanes=LANES).lanes == ()


def test_a_challenge_without_any_is_left_out() -> None:
    assert [lane.name for lane in ages([item()], lanes=LANES).lanes] == ["pace"]


def test_challenges_keep_their_order() -> None:
    assert [lane.name for lane in ages([item(), item(lane="risk")], lanes=LANES).lanes] == ["risk", "pace"]


def test_a_bar_of_today_can_still_be_seen() -> None:
    assert ages([item(days=0)], lanes=LANES).lanes[0].bars[0].width > 0


def test_a_long_title_is_cut_to_its_place() -> None:
    assert text_width(fitting("W" * 300)) <= 860
    assert fitting("Short") == "Short"


@given(title=st.text("aW é漢\u0301", max_size=200))
def test_a_title_that_was_cut_fits_and_begins_as_it_did(title: str) -> None:
    cut = fitting(title)
    assert text_width(cut) <= 860
    assert title.startswith(cut.removesuffix("…"))


@given(longest=st.integers(min_value=0, max_value=10**7))
def test_the_ticks_reach_the_longest_and_are_few(longest: int) -> None:
    assert longest <= step_of(longest) * 5


@given(found=st.lists(items, max_size=50))
def test_every_item_has_its_place_inside_and_no_two_rows_meet(found: list[Item]) -> None:
    picture = ages(found, lanes=LANES)
    bars = [bar for lane in picture.lanes for bar in lane.bars]
    assert len(bars) == len(found)
    assert all(LEFT <= bar.x <= RIGHT and bar.y + 7 < picture.height for bar in bars)
    assert all(MARKS <= mark.x <= WIDTH - 14 for bar in bars for mark in bar.marks)
    heights = sorted(bar.y for bar in bars)
    assert all(after - before >= 40 for before, after in pairwise(heights))


@given(found=st.lists(items, min_size=2, max_size=20))
def test_the_older_of_two_has_no_shorter_bar(found: list[Item]) -> None:
    bars = [bar for lane in ages(found, lanes=LANES).lanes for bar in lane.bars]
    ordered = sorted(bars, key=lambda bar: (bar.item.days, bar.x))
    assert [bar.x for bar in ordered] == sorted(bar.x for bar in bars)
