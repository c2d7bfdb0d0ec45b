"""The rows that are built, in their order. A row is a module with `measure(stage)` and its line here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from bench.frame import BenchError, Line

if TYPE_CHECKING:
    from bench.stage import Stage

ROWS: dict[str, str] = {
    "P1": "send a reflection, and autosave",
    "P2": "pages of 50 rows",
    "P3": "the same beside very many reflections",
    "P4": "search among very many reflections",
    "P10": "start, and idle memory",
    "P11": "what a partner's page weighs",
    "P13": "beside pretalx, Taguette and doccano",
    "P14": "pages with very many rows",
}


def chosen_rows(only: str) -> list[str]:
    """The ids in a text such as "P1,P5", in the order of the table; all of them for an empty one."""
    wanted = {word.strip().upper() for word in only.split(",") if word.strip()}
    if unknown := wanted - set(ROWS):
        raise BenchError(f"There is no row {', '.join(sorted(unknown))}: choose among {', '.join(ROWS)}.")
    return [row for row in ROWS if row in wanted or not wanted]


def measure_row(row: str, stage: Stage) -> list[Line]:
    """The lines of one row."""
    function: Callable[[Stage], list[Line]] = import_module(f"bench.rows.{row.lower()}").measure
    return function(stage)
