"""A real Celery worker process on the test's own database, Redis and folder of files."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

PATIENCE = 20.0


def database_url() -> str:
    """The address of the database this test runs on."""
    found = connection.settings_dict
    host = quote(found["HOST"], safe="") + (f":{found['PORT']}" if found["PORT"] else "")
    secret = f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else ""
    return f"postgres://{quote(found['USER'], safe='')}{secret}@{host}/{quote(found['NAME'], safe='')}"


def surroundings(queue: str) -> dict[str, str]:
    """The environment of a process that works on this test's database, queue and files."""
    return os.environ | {
        "LOCAL": "1",
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "QUEUE": queue,
        "PYTHONWARNINGS": "ignore",
    }


def celery(words: str, queue: str, log: Path, **more: str) -> subprocess.Popen[bytes]:
    """`celery WORDS`, the leader of a process group of its own."""
    with log.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "celery", *words.split()],
            cwd=settings.BASE_DIR,
            env=surroundings(queue) | more,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )


def start(queue: str, log: Path, **more: str) -> subprocess.Popen[bytes]:
    """A worker for one queue; `more` goes into its environment."""
    words = "-A clahrc worker --pool prefork --concurrency 1 --without-gossip --without-mingle --without-heartbeat"
    return celery(f"{words} --loglevel INFO -Q {queue}", queue, log, **more)


def start_beat(queue: str, log: Path) -> subprocess.Popen[bytes]:
    """A scheduler that puts its tasks into this queue every half second."""
    schedule = log.with_suffix(".schedule")
    return celery(f"-A tests.faults.fast_beat beat --loglevel INFO --pidfile= -s {schedule}", queue, log)


def kill(process: subprocess.Popen[bytes]) -> None:
    """The worker and its pool, at once and without a chance to tidy up."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=PATIENCE)


def until(holds: Callable[[], object], log: Path) -> None:
    """Wait until something holds; the worker's log tells why it did not."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(log.read_text()[-3000:])
        time.sleep(0.02)
