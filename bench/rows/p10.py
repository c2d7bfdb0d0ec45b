"""P10: how long `run.py` takes to answer, from nothing and again, and what everything it starts holds in memory."""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import load
from bench.frame import BenchError, Line, below
from bench.load import Browser
from bench.machine import family, pss
from bench.stage import Stage, free_port, plain_environment
from clahrc.launcher.places import PROJECT
from clahrc.launcher.processes import die_with_parent

TIMES = 3
PAGES = 40  # asked for before memory is read, so that every worker has loaded what it needs
REST = 10.0  # seconds without work
PATIENCE = 60.0
LEFT_BEHIND = shutil.ignore_patterns(".venv", ".data", ".git", "__pycache__", ".*_cache", ".hypothesis")


@dataclass(frozen=True)
class Running:
    """A `run.py` that answers."""

    child: subprocess.Popen[str]
    port: int
    seconds: float


@contextmanager
def started(copy: Path, data: Path) -> Iterator[Running]:
    """Start the application of this copy and wait for it; stopped at the end as a person would."""
    python = Path(sys.executable).resolve()  # the one that made our environment, not the environment
    port, before = free_port(), time.monotonic()
    child = subprocess.Popen(
        [str(python), "run.py", "--port", str(port), "--data-dir", str(data)],
        cwd=copy,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_parent,
    )
    try:
        yield Running(child, port, until_ready(child, before))
    finally:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()


def until_ready(child: subprocess.Popen[str], before: float) -> float:
    """Seconds until it says that it is ready."""
    last = ""
    for line in child.stdout or ():
        if line.startswith("Ready in"):
            return time.monotonic() - before
        last = line.strip() or last
    raise BenchError(f"run.py ended before it was ready: {last}")


def cold(folder: Path) -> float:
    """From a copy of the source alone: environment, packages, servers, tables, demo."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECT, folder, ignore=LEFT_BEHIND)
    try:
        with started(folder, folder / ".data") as running:
            return running.seconds
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def warm(data: Path) -> float:
    """Everything is there from the last time."""
    with started(PROJECT, data) as running:
        return running.seconds


def idle(data: Path) -> dict[str, float]:
    """Megabytes of each part, after some pages and a rest."""
    with started(PROJECT, data) as running:
        login = Browser(running.port).get("/account/login/")
        load.run(running.port, [[login]] * PAGES)
        time.sleep(REST)
        return pss(family(running.child.pid))


def measure(stage: Stage) -> list[Line]:
    """Three lines without a reference. The folder is our own, so that the demo is loaded once."""
    data = stage.data.folder / "run"
    shutil.rmtree(data, ignore_errors=True)
    colds = [cold(stage.data.folder / "copy") for _ in range(TIMES)]
    try:
        warm(data)
        warms = [warm(data) for _ in range(TIMES)]
        parts = idle(data)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    by_size = sorted(parts.items(), key=lambda part: -part[1])
    each = ", ".join(f"{name} {size:.0f}" for name, size in by_size)
    downloaded = "from a copy of the source; packages come from the installer's cache where it has them"
    return [
        Line("P10", "start, cold", statistics.median(colds), None, "s", below(60), downloaded),
        Line("P10", "start, warm", statistics.median(warms), None, "s", below(6)),
        Line("P10", "idle memory of everything", sum(parts.values()), None, "MB", below(400), f"PSS: {each}"),
    ]
