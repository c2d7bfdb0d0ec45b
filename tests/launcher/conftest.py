"""A data folder of its own for each test, and programs that use the servers as separate processes, as people do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clahrc.launcher.places import PROJECT, Data
from clahrc.launcher.servers import Servers

NOTHING_GIVEN: dict[str, str] = {}


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


def program(text: str, *words: str) -> subprocess.Popen[str]:
    """Start a small Python program in the project, with nothing of this process's addresses."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return subprocess.Popen(
        [sys.executable, "-c", text, *words],
        cwd=PROJECT,
        env=kept,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
