"""Processes are watched, stopped in order, and do not outlive the launcher."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clahrc.launcher.errors import LaunchError
from clahrc.launcher.processes import LINUX, Process, alive, wait_for, zombie
from tests.launcher.conftest import Program

WITH_A_CHILD = "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
PARENT = """
import pathlib, sys, time
from clahrc.launcher.processes import Process
part = Process("part", ["sleep", "60"], pathlib.Path(sys.argv[1]))
part.start({})
print(part.child.pid, flush=True)
time.sleep(60)
"""
SIGNALLED = """
import time
from clahrc.launcher.processes import Stopped, stop_on_signals
stop_on_signals()
try:
    print("waiting", flush=True)
    time.sleep(60)
except Stopped as signal:
    print(signal, flush=True)
    time.sleep(0.5)
    print("tidied up", flush=True)
"""


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    """`started(text, patience)`: a process that has written its first line; it ends with the test."""
    parts: list[Process] = []

    def start(text: str, patience: float = 5.0) -> Process:
        part = Process("part", [sys.executable, "-c", text], tmp_path / "part.log", patience)
        parts.append(part)
        part.start(dict(os.environ))
        assert wait_for(lambda: bool(part.log.read_text().endswith("\n")), 5)
        return part

    yield start
    for part in parts:
        part.stop()


def test_stopping_a_process_leaves_none_of_its_children(started: Callable[..., Process]) -> None:
    part = started(WITH_A_CHILD)
    child = int(part.log.read_text())
    part.stop()
    assert wait_for(lambda: not alive(child), 2)


def test_a_process_that_ignores_the_request_is_killed_after_its_patience(started: Callable[..., Process]) -> None:
    part = started(DEAF, patience=0.2)
    part.stop()
    assert part.child is not None
    assert part.child.returncode == -signal.SIGKILL


def test_a_process_that_ended_is_reported_with_its_status_and_last_words(started: Callable[..., Process]) -> None:
    part = started("print('no room left', flush=True); raise SystemExit(3)")
    assert part.child is not None
    part.child.wait()
    with pytest.raises(LaunchError, match=r"(?s)The part ended with status 3.*no room left"):
        part.check()
    part.stop()


def test_a_process_that_was_killed_is_reported_with_the_signal(started: Callable[..., Process]) -> None:
    part = started(WITH_A_CHILD)
    assert part.child is not None
    os.kill(part.child.pid, signal.SIGKILL)
    part.child.wait()
    with pytest.raises(LaunchError, match="was killed by SIGKILL"):
        part.check()
    part.stop()


@pytest.mark.skipif(not LINUX, reason="only the kernel of Linux tells a process that its parent died")
def test_a_killed_launcher_takes_its_processes_with_it(tmp_path: Path, program: Program) -> None:
    launcher = program(PARENT, str(tmp_path / "part.log"))
    assert launcher.stdout is not None
    part = int(launcher.stdout.readline())
    assert alive(part)
    launcher.kill()
    launcher.communicate()
    assert wait_for(lambda: not alive(part), 5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_second_signal_does_not_interrupt_the_tidying_up(number: signal.Signals, program: Program) -> None:
    launcher = program(SIGNALLED)
    assert launcher.stdout is not None
    assert launcher.stdout.readline() == "waiting\n"
    launcher.send_signal(number)
    assert launcher.stdout.readline() == f"{number.name}\n"
    launcher.send_signal(signal.SIGINT)
    time.sleep(0.1)
    assert launcher.communicate()[0] == "tidied up\n"


def test_under_nohup_a_terminal_that_closes_ends_nothing(program: Program) -> None:
    launcher = program(SIGNALLED, ignoring=[signal.SIGHUP])
    assert launcher.stdout is not None
    assert launcher.stdout.readline() == "waiting\n"
    launcher.send_signal(signal.SIGHUP)
    launcher.send_signal(signal.SIGTERM)
    assert launcher.communicate()[0] == "SIGTERM\ntidied up\n"


@pytest.mark.skipif(not LINUX, reason="only Linux tells")
def test_a_zombie_is_not_alive(program: Program) -> None:
    child = program("")
    assert wait_for(lambda: zombie(child.pid), 5)
    assert not alive(child.pid)
    child.communicate()
