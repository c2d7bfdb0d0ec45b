from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.scale import CUTS, LEFT, MOST_TICKS, RIGHT, Box, Scale, text_width, ticks
from milestones.pictures.bands import TOUCH, Stretch
from milestones.pictures.timeline import MARK as HALF
from milestones.pictures.timeline import Mark, Placed, Timeline, label_stretches, timeline

START, END, TODAY = date(2026, 1, 1), date(2027, 12, 31), date(2026, 9, 1)
LANES = ("rapid", "slow")
DAYS = st.dates(date(2025, 6, 1), date(2028, 6, 1))
FLAG_FOOT = 28  # where today's flag ends
MARK = st.builds(
    Mark,
    key=st.just("k"),
    title=st.text(st.characters(codec="utf-8"), min_size=1, max_size=200),
    due=DAYS,
    baseline=DAYS,
    lane=st.sampled_from(LANES),
    look=st.sampled_from(["done", "late", "soon", "planned"]),
    number=st.integers(1, 9999),
)
MARKS = st.lists(MARK, max_size=80)


def mark(number: int, due: date, title: str = "", baseline: date | None = None, lane: str = "rapid") -> Mark:
    return Mark(str(number), title or f"Milestone {number}", due, baseline or due, lane, "planned", number)


def draw(marks: list[Mark], today: date = TODAY, *, phases: Sequence[Stretch] = ()) -> Timeline:
    return timeline(marks, lanes=LANES, start=START, end=END, today=today, phases=phases)


def all_placed(picture: Timeline) -> list[Placed]:
    return [placed for lane in picture.lanes for placed in lane.placed]


def spread(count: int) -> list[Mark]:
    """Milestones spread evenly over both lanes and the whole project."""
    gap = (END - START) / count
    return [mark(number, START + gap * number, lane=LANES[number % 2]) for number in range(count)]


PHASES = st.lists(
    st.builds(
        lambda title, first, days: Stretch(title, first, first + timedelta(days=days)),
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=120),
        DAYS,
        st.integers(0, 900),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=100)
@given(phases=PHASES, today=DAYS, marks=st.lists(MARK, max_size=8))
def test_phases_and_their_names_keep_clear_of_each_other_of_today_and_of_the_lanes(
    phases: list[Stretch], today: date, marks: list[Mark]
) -> None:
    picture = draw(marks, today, phases=phases)
    assert len(picture.bands) == len(phases)
    for band in picture.bands:
        assert LEFT <= band.left < band.right <= picture.width
        assert band.y + band.height < picture.lanes[0].top
        if band.label:
            assert band.left <= band.box.left <= band.box.right <= band.right
            assert picture.today_x is None or not band.box.left <= picture.today_x <= band.box.right
        for other in picture.bands:
            alone = other is band or other.y != band.y
            assert alone or not Box(band.left, band.right).meets(Box(other.left, other.right), -TOUCH)


@settings(deadline=None, max_examples=100)
@given(today=DAYS, words=st.text(st.characters(codec="utf-8"), max_size=50), phases=PHASES)
def test_todays_flag_stays_inside_and_above_everything(today: date, words: str, phases: list[Stretch]) -> None:
    picture = draw([], today, phases=phases)
    flag = picture.flag(words)
    assert flag.left >= 0 or text_width(words) > picture.width - 40
    assert flag.right <= picture.width
    assert all(band.y >= FLAG_FOOT for band in picture.bands)
    assert all(lane.name_y - 16 >= FLAG_FOOT for lane in picture.lanes)


@pytest.mark.parametrize("count", range(1, 201, 7))
def test_from_one_to_two_hundred_milestones_nothing_collides(count: int) -> None:
    picture = draw(spread(count))
    for lane in picture.lanes:
        for one, other in combinations(lane.placed, 2):
            assert one.y != other.y or not one.box.meets(other.box)
    assert picture.missing == 0


def test_a_phase_is_where_today_lies_and_gives_the_flag_its_name() -> None:
    phases = [Stretch("Listening", START, TODAY), Stretch("Telling", TODAY + timedelta(days=1), END)]
    picture = draw([], phases=phases)
    assert [band.is_here for band in picture.bands] == [True, False]
    assert picture.phase == "Listening"


def test_a_phase_that_ends_where_the_next_begins_shares_its_row() -> None:
    picture = draw([], phases=[Stretch("One", START, TODAY), Stretch("Two", TODAY, END)])
    assert len({band.y for band in picture.bands}) == 1


def test_what_waits_is_joined_to_what_it_waits_for() -> None:
    one, other = mark(1, date(2026, 3, 1)), mark(2, date(2026, 8, 1), lane="slow")
    assert len(draw([one, other._replace(waits_for=("1",))]).joins) == 1


def test_lines_are_left_out_where_they_would_be_a_tangle() -> None:
    many = [one._replace(waits_for=("0",)) for one in spread(20)]
    assert draw(many).joins == ()


def test_something_waited_for_that_is_not_shown_has_no_line() -> None:
    assert draw([mark(2, TODAY)._replace(waits_for=("", "1"))]).joins == ()


@settings(deadline=None, max_examples=150)
@given(marks=MARKS, today=DAYS)
def test_no_two_labels_overlap(marks: list[Mark], today: date) -> None:
    placed = all_placed(draw(marks, today))
    for one in placed:
        for other in placed:
            assert one is other or one.y != other.y or not one.box.meets(other.box)


@settings(deadline=None, max_examples=150)
@given(marks=MARKS, today=DAYS)
def test_no_label_crosses_todays_line(marks: list[Mark], today: date) -> None:
    picture = draw(marks, today)
    for placed in all_placed(picture):
        assert picture.today_x is None or not placed.box.left <= picture.today_x <= placed.box.right


@settings(deadline=None, max_examples=100)
@given(marks=MARKS, today=DAYS)
def test_every_mark_is_drawn_or_counted_as_missing(marks: list[Mark], today: date) -> None:
    picture = draw(marks, today)
    assert len(all_placed(picture)) + picture.missing == len(marks)


@settings(deadline=None, max_examples=100)
@given(marks=MARKS, today=DAYS)
def test_everything_stays_inside_the_picture(marks: list[Mark], today: date) -> None:
    picture = draw(marks, today)
    for placed in all_placed(picture):
        assert placed.box.left >= 0
        assert placed.box.right <= picture.width
        assert LEFT <= placed.x <= RIGHT
        assert placed.y + HALF < picture.axis_y


@settings(deadline=None, max_examples=100)
@given(marks=MARKS, today=DAYS)
def test_no_two_marks_of_a_row_touch(marks: list[Mark], today: date) -> None:
    placed = all_placed(draw(marks, today))
    for one in placed:
        for other in placed:
            assert one is other or one.y != other.y or abs(one.x - other.x) >= 2 * HALF


@given(x=st.integers(LEFT, RIGHT), today_x=st.integers(LEFT, RIGHT))
def test_a_number_always_finds_a_place_beside_todays_line(x: int, today_x: int) -> None:
    assert list(label_stretches(x, text_width("999"), today_x))


@given(first=st.dates(), last=st.dates())
def test_ticks_are_first_days_that_fit_beside_each_other(first: date, last: date) -> None:
    found = ticks(Scale(min(first, last), max(first, last)))
    assert all(tick.on.day == 1 for tick in found)
    assert len(found) <= MOST_TICKS


@pytest.mark.parametrize("days", [70, 200, 365, 730, 1500])
def test_the_words_of_two_months_never_touch(days: int) -> None:
    places = [tick.x for tick in ticks(Scale(START, START + timedelta(days=days)))]
    assert len(places) > 1
    assert all(right - left >= 80 for left, right in pairwise(places))


def test_five_milestones_are_shown_with_their_titles() -> None:
    picture = draw(spread(5))
    assert [placed.label for placed in picture.lanes[0].placed] == ["Milestone 0", "Milestone 2", "Milestone 4"]
    assert not picture.numbered


def test_two_hundred_milestones_are_all_drawn_and_numbered() -> None:
    picture = draw(spread(200))
    assert len(all_placed(picture)) == 200
    assert picture.numbered
    assert picture.height < 800


def test_what_has_no_place_is_counted() -> None:
    picture = draw([mark(number, TODAY) for number in range(1, 101)])
    assert picture.missing == 100 - len(all_placed(picture)) > 0


def test_a_date_that_moved_has_a_run_from_its_baseline() -> None:
    picture = draw([mark(1, date(2026, 6, 1), baseline=date(2026, 3, 1))])
    placed = picture.lanes[0].placed[0]
    assert placed.baseline_x is not None
    assert placed.baseline_x < placed.x


def test_a_date_that_never_moved_has_no_run() -> None:
    assert draw([mark(1, date(2026, 6, 1))]).lanes[0].placed[0].baseline_x is None


def test_today_outside_the_project_has_no_line() -> None:
    assert draw([], today=date(2031, 1, 1)).today_x is None


def test_a_milestone_after_the_projects_end_widens_the_picture() -> None:
    picture = draw([mark(1, date(2029, 1, 1))])
    assert picture.lanes[0].placed[0].x == RIGHT


def test_a_long_title_is_cut() -> None:
    label = draw([mark(1, date(2027, 1, 1), title="x" * 200)]).lanes[0].placed[0].label
    assert label == "x" * (CUTS[0] - 1) + "…"


def test_a_title_that_would_reach_todays_line_is_cut_shorter() -> None:
    placed = draw([mark(1, date(2026, 6, 1), title="x" * 200)]).lanes[0].placed[0]
    assert placed.label == "x" * (CUTS[1] - 1) + "…"


def test_one_mark_squeezed_between_the_edge_and_today_is_numbered_alone() -> None:
    picture = draw([mark(7, START, title="x" * 40), mark(8, date(2027, 1, 1))], today=date(2026, 2, 20))
    assert [placed.label for placed in picture.lanes[0].placed] == ["7", "Milestone 8"]


def test_an_empty_project_has_both_lanes_and_its_months() -> None:
    picture = draw([])
    assert [lane.name for lane in picture.lanes] == ["rapid", "slow"]
    assert picture.ticks


def test_boxes_that_only_touch_do_not_meet() -> None:
    assert not Box(0, 10).meets(Box(10, 20))
