"""P2: the pages people open most, with 50 rows, against a minimal Django list of 50 rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench import load
from bench.crowd import MARK, ROWS
from bench.frame import BenchError, Line, at_least, medians
from bench.load import Browser, Request
from bench.stage import Site, Stage

EACH = 120  # pages in a round
ACTS = {
    "home": "home with 50 things to do",
    "words": "words of a dialogue, 50 reflections",
    "project": "project page, 50 milestones",
    "milestones": "milestones, timeline and 50 rows",
    "programme": "programme, 200 projects, 20,000 milestones",
    "large project": "project page of a coordinator, 200 milestones",
    "many milestones": "milestones, timeline of 200 and 50 rows",
}
FULL = ("home", "words", "milestones", "programme", "many milestones")  # pages that show all 50


class Reading:
    """The reader asks for a page again and again."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def request(self, page: str) -> Request:
        """How their browser asks for it."""
        return self.site.reader(page).get(self.site.script.pages[page])

    def size(self, page: str) -> int:
        """Bytes of the page, once it is seen to hold what it should."""
        body = load.ask(self.site.port, self.request(page)).body
        if page in FULL and body.count(MARK.encode()) < ROWS:
            raise BenchError(f"the page {page} does not show all {ROWS} rows")
        return len(body)

    def read(self, page: str) -> float:
        """Pages a second."""
        return load.run(self.site.port, [[self.request(page)]] * EACH).rate


def items(site: Site) -> float:
    """The minimal list, a second; another list and another person each time."""
    visits = [[item(site, number)] for number in range(EACH)]
    return load.run(site.port, visits).rate


def item(site: Site, number: int = 0) -> Request:
    """How a browser asks for one of the minimal lists."""
    return Browser(site.port, site.sessions[number % len(site.sessions)]).get(f"/items/{number % 100 + 1}/")


def measure(stage: Stage) -> list[Line]:
    """A line for each page, all against the same list."""
    site, minimal = stage.base(), stage.reference()
    reading = Reading(site)
    sizes = {page: reading.size(page) for page in ACTS}
    rival = len(load.ask(minimal.port, item(minimal)).body)
    acts: list[Callable[[], float]] = [partial(reading.read, page) for page in ACTS]
    *rates, reference = medians([*acts, partial(items, minimal)])
    theirs = minimal.cost(partial(items, minimal), EACH)
    note = f"{{}} kB of HTML, processor of web + Postgres {{}}; the reference {rival / 1000:.0f} kB, {theirs}"
    return [
        Line(
            "P2",
            ACTS[page],
            rate,
            reference,
            "/s",
            at_least(0.7),
            note.format(round(sizes[page] / 1000), site.cost(act, EACH)),
        )
        for page, rate, act in zip(ACTS, rates, acts, strict=True)
    ]
