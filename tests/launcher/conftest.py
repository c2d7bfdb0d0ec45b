"""A data folder of its own for each test, and programs that use the servers as separate processes, as people do."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from clahrc.launcher.places import PROJECT, Data
from clahrc.launcher.processes import STOPPING
from clahrc.launcher.servers import Servers

NOTHING_GIVEN: dict[str, str] = {}
Program = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def data() -> Iterator[Data]:
    """An empty data folder that other users can reach, unlike pytest's own; servers in it are stopped at the end."""
    folder = Path(tempfile.mkdtemp(prefix="clahrc-test-"))
    folder.chmod(0o711)
    found = Data.at(folder)
    yield found
    for server in Servers(found, NOTHING_GIVEN).embedded.values():
        server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def program() -> Iterator[Program]:
    """`program(text, *words)` starts a small Python program in the project, with nothing of this process's addresses.

    It leads a group of its own, which is killed at the end, however the test ended. Signals do with it what they do
    with a command in a terminal, even where this process ignores them (`nohup`); `ignoring` says otherwise.
    """
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    started: list[subprocess.Popen[str]] = []

    def start(text: str, *words: str, ignoring: Collection[signal.Signals] = ()) -> subprocess.Popen[str]:
        def hear() -> None:
            for each in STOPPING:
                signal.signal(each, signal.SIG_IGN if each in ignoring else signal.SIG_DFL)

        command = [sys.executable, "-c", text, *words]
        pipe = subprocess.PIPE
        child = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=kept,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            text=True,
            start_new_session=True,
            preexec_fn=hear,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
