"""Which rows are measured, and the command line."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from bench.frame import BenchError
from bench.rows.p11 import Parts
from bench.rows.table import ROWS, chosen_rows
from clahrc.launcher.places import PROJECT


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *words], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def test_without_a_choice_all_rows_are_measured() -> None:
    assert chosen_rows("") == list(ROWS)


def test_the_chosen_rows_come_in_the_order_of_the_table() -> None:
    assert chosen_rows("p3, P1,") == ["P1", "P3"]


def test_an_unknown_row_is_refused_with_a_sentence() -> None:
    with pytest.raises(BenchError, match=r"There is no row P77: choose among P1, .*\."):
        chosen_rows("P1,P77")


def test_the_command_refuses_it_before_anything_starts() -> None:
    done = bench("--only", "P77")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no row P77")


def test_an_unknown_scale_is_refused() -> None:
    assert bench("--scale", "huge").returncode == 2


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_a_module_that_measures(row: str) -> None:
    assert callable(import_module(f"bench.rows.{row.lower()}").measure)


def test_every_module_of_a_row_is_in_the_table() -> None:
    modules = {path.stem.upper() for path in (Path(PROJECT) / "bench" / "rows").glob("p*.py")}
    assert modules == set(ROWS)


def test_a_script_blocks_unless_it_waits() -> None:
    page = """<link rel="stylesheet" href="/a.css"><link rel="help" href="/help/"><script src="/b.js" defer></script>
    <script src="/c.js"></script><script type="module" src="/d.js"></script><img src="/e.png"><script>x()</script>"""
    parts = Parts(page)
    assert parts.files == ["/a.css", "/e.png", "/b.js", "/c.js", "/d.js"]
    assert parts.blocking == ["/c.js", "in the page"]
