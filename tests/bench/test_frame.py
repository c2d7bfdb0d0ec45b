"""Goals, ratios, medians, the table and its JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.frame import HEADS, Goal, Line, at_most, below, failed, medians, table, thrift, write

CHEAP = Line("P1", "send a reflection", 8.0, 4.0, "ms", thrift(0.5), "8 connections")
TIME = Line("P4", "search", 3.0, 1.0, "ms", at_most(2))
ALONE = Line("P10", "idle memory", 390.0, None, "MB", below(400))


def test_the_ratio_is_ours_by_the_reference_and_the_other_way_round_for_what_a_request_costs() -> None:
    assert (CHEAP.ratio, TIME.ratio, ALONE.ratio) == (0.5, 3.0, None)


def test_a_request_that_costs_nothing_has_no_ratio() -> None:
    assert (Line("P1", "", 0.0, 4.0, "ms", thrift(1)).ratio, Line("P4", "", 3.0, 0.0, "ms", at_most(2)).ratio) == (
        None,
        None,
    )


@pytest.mark.parametrize(("line", "holds"), [(CHEAP, True), (TIME, False), (ALONE, True)])
def test_a_goal_holds_up_to_its_bound(line: Line, holds: bool) -> None:
    assert line.holds is holds


@pytest.mark.parametrize("goal", [thrift(0.5), at_most(2), below(400)])
def test_what_was_not_measured_does_not_hold(goal: Goal) -> None:
    assert not Line("P1", "something", None, None, "", goal).holds


def test_a_row_that_failed_says_why() -> None:
    line = failed("P1", "send a reflection", "the server closed the connection")
    assert (line.holds, line.note) == (False, "not measured: the server closed the connection")


def test_a_goal_is_said_in_words() -> None:
    assert [line.goal.bound_text(line.unit) for line in (CHEAP, TIME, ALONE)] == [
        "0.5 or more",
        "2 or less",
        "400 MB or less",
    ]


def test_the_median_leaves_out_the_warm_up_and_everybody_takes_turns() -> None:
    turns: list[str] = []
    figures = iter([100.0, 3.0, 1.0, 2.0])

    def first() -> float:
        turns.append("first")
        return next(figures)

    def second() -> float:
        turns.append("second")
        return 7.0

    assert medians([first, second], rounds=3) == [2.0, 7.0]
    assert turns == ["first", "second"] * 4


def test_two_rounds_are_too_few() -> None:
    with pytest.raises(ValueError, match="three"):
        medians([lambda: 1.0], rounds=2)


def test_the_table_has_a_line_for_each_and_says_what_does_not_hold() -> None:
    head, rule, *rows = table([CHEAP, TIME, ALONE]).splitlines()
    assert head.split() == [name for name in HEADS if name != "unit"]
    assert set(rule) == {"-", " "}
    assert [" NO" in row for row in rows] == [False, True, False]
    assert "8 ms" in rows[0]


def test_the_json_is_a_list_with_the_fields_of_the_contract(tmp_path: Path) -> None:
    write([CHEAP, ALONE], tmp_path / "table.json")
    first, second = json.loads((tmp_path / "table.json").read_text())
    assert list(first) == ["id", "act", "ours", "reference", "unit", "ratio", "goal", "holds", "note"]
    assert (first["ours"], first["reference"], first["ratio"], first["holds"]) == (8.0, 4.0, 0.5, True)
    assert (second["reference"], second["ratio"], second["goal"]) == (None, None, "400 MB or less")
