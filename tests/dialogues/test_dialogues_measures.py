"""Voice balance: the arithmetic, and where its bars stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialogues.measures.voices import SeatFact, WordFact, totals, voice_balance
from dialogues.pictures import COLUMN, GAP, HEAD, LONGEST, WIDTH, balance, length

ORDER = ("clinician", "academic", "patient")
SEATS = st.lists(
    st.builds(SeatFact, st.integers(0, 9), st.sampled_from(ORDER), st.sampled_from([None, True, False])),
    unique_by=lambda seat: seat.key,
)
WORDS = st.lists(st.builds(WordFact, st.integers(0, 9), st.booleans()))
COUNTS = st.tuples(*[st.integers(0, 9999)] * 4)


def test_each_standpoint_is_counted_in_the_fixed_order() -> None:
    seats = [SeatFact(1, "patient", True), SeatFact(2, "patient", False), SeatFact(3, "clinician", None)]
    words = [WordFact(1, False), WordFact(1, False), WordFact(1, True), WordFact(2, False)]
    clinician, patient = voice_balance(seats, words, ["patient", "patient", "clinician"], order=ORDER)
    assert (patient.seats, patient.came, patient.wrote, patient.responded) == (2, 1, 2, 1)
    assert (patient.reflections, patient.responses, patient.outcomes) == (3, 1, 2)
    assert (clinician.seats, clinician.came, clinician.is_silent, patient.is_silent) == (1, 0, True, False)


def test_where_nobody_noted_who_came_nothing_is_said_of_it() -> None:
    assert [row.came for row in voice_balance([SeatFact(1, "patient", None)], [], [], order=ORDER)] == [None]


def test_a_standpoint_without_a_seat_is_no_silence() -> None:
    (row,) = voice_balance([], [], ["academic"], order=ORDER)
    assert (row.seats, row.outcomes, row.is_silent) == (0, 1, False)


@given(SEATS, WORDS, st.lists(st.sampled_from(ORDER)))
def test_the_parts_add_up_and_the_order_never_changes(
    seats: list[SeatFact], words: list[WordFact], outcomes: list[str]
) -> None:
    rows = voice_balance(seats, words, outcomes, order=ORDER)
    known = {seat.key for seat in seats}
    sums = totals(rows)
    assert sums.seats == len(seats)
    assert sums.reflections + sums.responses == sum(word.seat in known for word in words)
    assert sums.outcomes == len(outcomes)
    assert [row.standpoint for row in rows] == [name for name in ORDER if name in {row.standpoint for row in rows}]
    for row in rows:
        assert row.wrote <= min(row.seats, row.reflections)
        assert row.responded <= min(row.seats, row.responses)
        assert row.came is None or row.came <= row.seats


@given(st.lists(COUNTS, max_size=6))
def test_no_bar_leaves_its_column_and_nothing_is_drawn_as_something(rows: list[tuple[int, ...]]) -> None:
    picture = balance([("patient", "Patient", counts) for counts in rows])
    for row in picture.rows:
        assert HEAD < row.y < picture.height
        for bar in row.bars:
            assert (bar.width == 0) == (bar.count == 0)
            assert bar.text_x + 4 * 9 <= bar.x + COLUMN
            assert bar.text_x + 4 * 9 <= WIDTH
            assert bar.text_x >= bar.x + bar.width + GAP


def test_a_bar_is_as_long_as_its_share() -> None:
    assert (length(1, 1), length(1, 2), length(0, 2), length(0, 0)) == (LONGEST, LONGEST // 2, 0, 0)


def test_without_seats_there_is_an_empty_picture() -> None:
    assert balance([]).rows == ()
