"""What pages spend their time on: `python -m bench.profiling '{"page": ["session", "path"]}'`, address from outside.

The stack is looked at every millisecond of processor time; the innermost frame that belongs to a part decides. What
Python waits for in Postgres is not in it. Prints a sentence for each page as JSON.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections import Counter
from types import FrameType
from typing import TYPE_CHECKING

from clahrc.launcher.places import PROJECT

if TYPE_CHECKING:
    from django.test import Client

EVERY = 0.001  # seconds of processor time between two looks
SECONDS, AT_LEAST = 1.0, 5  # of processor time for a page; requests
NAMED = 3  # parts in the sentence
PARTS = {
    "/django/db/models/": "the ORM (SQL text, rows)",
    "/django/db/backends/": "the database driver",
    "/django/template/": "templates",
    "/template_partials/": "templates",
    "/django/forms/": "forms",
    "/crispy_forms/": "forms",
    "/django/urls/": "addresses of links",
    "/django/contrib/sessions/": "the session",
    "/django/test/": "the rest",
}
OURS = "our own code"


def part_of(path: str) -> str:
    """Which part a module belongs to; nothing for one that only serves others."""
    if path.startswith(f"{PROJECT}/") and "/.venv/" not in path:
        return OURS
    return next((part for piece, part in PARTS.items() if piece in path), "")


def part_at(frame: FrameType | None) -> str:
    """The part that is at work in this frame, or for which it is."""
    while frame is not None:
        if part := part_of(frame.f_code.co_filename):
            return part
        frame = frame.f_back
    return "the rest"


def sentence(looks: Counter[str]) -> str:
    """Such as "of Python's time 78 % the ORM (SQL text, rows), 8 % templates, 6 % our own code"."""
    total = looks.total()
    parts = [f"{number / total:.0%} {part}" for part, number in looks.most_common(NAMED)]
    return f"of Python's time {', '.join(parts)}" if total else ""


def looked_at(client: Client, path: str) -> Counter[str]:
    """How often each part was at work while the page was asked for again and again, once the process is warm."""
    looks: Counter[str] = Counter()
    client.get(path)
    signal.signal(signal.SIGPROF, lambda number, frame: looks.update([part_at(frame)]))
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        until, done = time.process_time() + SECONDS, 0
        while time.process_time() < until or done < AT_LEAST:
            client.get(path)
            done += 1
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return looks


def profiled(pages: dict[str, tuple[str, str]]) -> dict[str, str]:
    """A sentence for each page, each read by whoever has the session."""
    from django.test import Client

    told = {}
    for name, (session, path) in pages.items():
        client = Client(headers={"host": "localhost"})
        client.cookies["sessionid"] = session
        told[name] = sentence(looked_at(client, path))
    return told


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(profiled(json.loads(sys.argv[1]))))
