"""What the machine does, as Linux tells it: load, processor time, memory of a family of processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def busy(seconds: float = 1.0) -> float:
    """The share of all cores, from 0 to 1, that is busy during this time; 0 where nobody tells."""
    try:
        before = _jiffies()
        time.sleep(seconds)
        idle, everything = (now - then for now, then in zip(_jiffies(), before, strict=True))
    except OSError:
        return 0.0
    return 1 - idle / everything if everything else 0.0


def _jiffies() -> tuple[int, int]:
    """Idle (with waiting for the disk) and all time since the start."""
    fields = [int(word) for word in (PROC / "stat").read_text().partition("\n")[0].split()[1:9]]
    return fields[3] + fields[4], sum(fields)


def sentence(share: float, before: tuple[float, float, float]) -> str:
    """What else went on, for the reader of the table."""
    loads = ", ".join(f"{load:.2f}" for load in before)
    return (
        f"{os.cpu_count()} cores. Before the first row others kept them {share:.0%} busy and the load average was"
        f" {loads}; after the last it was {os.getloadavg()[0]:.2f}, ourselves included."
    )


def family(parent: int) -> set[int]:
    """The process and everything that it started, directly or not."""
    children: dict[int, set[int]] = {}
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            words = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        children.setdefault(int(words[1]), set()).add(int(entry.parent.name))
    found, ahead = set(), {parent}
    while ahead:
        found |= ahead
        ahead = {child for each in ahead for child in children.get(each, ())} - found
    return found


def server_of(backend: int) -> int:
    """The Postgres server that this process of it belongs to; 0 where it runs on another machine."""
    try:
        is_here = (PROC / str(backend) / "cmdline").read_bytes().startswith(b"postgres:")
        return int((PROC / str(backend) / "stat").read_text().rpartition(")")[2].split()[1]) if is_here else 0
    except OSError:
        return 0


def backends(server: int, database: str) -> set[int]:
    """The processes of this Postgres server that serve this database; none for the server 0."""
    found = set()
    for entry in PROC.glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().decode(errors="replace")
        except OSError:  # it ended while we looked
            continue
        pid = int(entry.parent.name)
        if words.startswith("postgres:") and f" {database} " in words and server_of(pid) == server:
            found.add(pid)
    return found if server else set()


def used(pids: Iterable[int]) -> float:
    """Seconds of the processor that these processes and their children that ended have used up to now."""
    return sum(sum(times(pid)) for pid in pids)


def times(pid: int) -> tuple[float, float]:
    """Seconds of the processor: of the process itself, and of those of its children that ended."""
    try:
        words = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0, 0.0
    own, ended = int(words[11]) + int(words[12]), int(words[13]) + int(words[14])
    return own / TICKS, ended / TICKS


def precise_seconds(pid: int) -> float:
    """Seconds of the processor that a process of one thread has used, to the microsecond; 0 on another machine."""
    try:
        return int((PROC / str(pid) / "schedstat").read_text().split()[0]) / 1e9
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def used_in_postgres(server: int, database: str) -> float:
    """Seconds that a Postgres server has worked for a database: its connections, and all children that ended.

    The ended ones are counted by the server: the helpers of a parallel query come and go between two looks. Between two
    looks the sum grows by what was used in between, whether a connection stays or ends.
    """
    return sum(times(pid)[0] for pid in backends(server, database)) + (times(server)[1] if server else 0.0)


def pss(pids: Iterable[int]) -> dict[str, float]:
    """Megabytes by program: memory that several processes share counts for each by its share."""
    found: dict[str, float] = {}
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
            name = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        size = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        found[_program(name)] = found.get(_program(name), 0.0) + size * 1024 / 1_000_000
    return found


def _program(command_line: str) -> str:
    """The part of the application that a command line belongs to."""
    known = {"granian": "web", " beat": "beat", "celery": "worker", "postgres": "Postgres", "valkey": "Valkey"}
    return next((name for part, name in known.items() if part in command_line), "launcher")
