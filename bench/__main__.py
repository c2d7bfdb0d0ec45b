"""`python -m bench`, called by `run.py bench`: measure the chosen rows, print the table, write the JSON."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg2

from bench.frame import BenchError, Line, failed, table, write
from bench.machine import busy, sentence
from bench.rows.table import ROWS, chosen_rows, measure_row
from bench.stage import Stage
from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import Data
from clahrc.launcher.processes import Stopped, hush, stop_on_signals
from clahrc.launcher.servers import Servers

SCALES = ("small", "full")
BUSY = "Another measurement runs on this data folder: wait for it, or choose another --data-dir."


def main(arguments: Sequence[str]) -> int:
    """0 when every chosen row was measured, whether its goal holds or not."""
    options = parser().parse_args(arguments)
    stop_on_signals()
    try:
        rows = chosen_rows(options.only)
        data = Data.at(os.environ.get("DATA_DIR") or ".data/bench")
        return bench(rows, data, options.scale, options.json)
    except Stopped:
        return 130
    except (BenchError, LaunchError) as failure:
        print(failure, file=sys.stderr)
    return 1


def bench(rows: Sequence[str], data: Data, scale: str, file: Path | None) -> int:
    """Bring the servers up, measure, tell."""
    before, share = os.getloadavg(), busy()
    with data.alone("bench", BUSY), Servers(data, os.environ) as servers:
        addresses = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
        with Stage(data, addresses | servers.variables(), scale) as stage:
            lines: list[Line] = []
            try:
                for row in rows:
                    lines += measured(row, stage)
            finally:  # whoever stops it halfway keeps what was measured
                hush()
                print(f"\n{table(lines)}\n\n{sentence(share, before)} Scale: {scale}.")
                if file:
                    write(lines, file)
    return int(any(line.ours is None for line in lines))


def measured(row: str, stage: Stage) -> list[Line]:
    """The lines of a row; one that says why where it could not be measured, so that the others still are."""
    print(f"{row}: {ROWS[row]} ...", end=" ", flush=True)
    started = time.monotonic()
    try:
        lines = measure_row(row, stage)
    except (BenchError, LaunchError, OSError, psycopg2.Error) as trouble:
        lines = [failed(row, ROWS[row], str(trouble))]
    print(f"{time.monotonic() - started:.0f} s", flush=True)
    return lines


def parser() -> argparse.ArgumentParser:
    """Three options."""
    rows = "\n".join(f"  {row:<5}{act}" for row, act in ROWS.items())
    command_line = argparse.ArgumentParser(
        prog="python3 run.py bench",
        epilog=f"rows:\n{rows}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command_line.add_argument("--only", default="", metavar="P1,P2", help="these rows; all of them without it")
    command_line.add_argument(
        "--scale",
        choices=SCALES,
        default="small",
        help="reflections: 20,000 or 1,000,000; events: 100,000 or 1,000,000",
    )
    command_line.add_argument("--json", type=Path, metavar="FILE", help="write the table there too")
    return command_line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
