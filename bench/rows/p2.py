"""P2: the pages people open most, with 50 rows, against a minimal Django list of 50 rows."""

from __future__ import annotations

from functools import partial

from bench import load
from bench.cost import Act, cost_line, costs
from bench.crowd import MARK, ROWS
from bench.frame import BenchError, Line, below, thrift
from bench.load import Browser, Request
from bench.stage import Site, Stage

EACH = 60  # pages in a round
ACTS = {
    "home": "home with 50 things to do",
    "words": "words of a dialogue, 50 reflections",
    "project": "project page, 50 milestones",
    "milestones": "milestones, timeline and 50 rows",
    "programme": "programme, 200 projects, 20,000 milestones",
    "large project": "project page of a coordinator, 200 milestones",
    "many milestones": "milestones, timeline of 200 and 50 rows",
}
GOALS = {"project": 0.7}
OTHERWISE = 0.5
STATEMENTS = 8  # of home
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

    def act(self, page: str) -> Act:
        """Reading the page, as what is compared."""
        return Act(self.site, partial(self.read, page), EACH)

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
    """A line for each page, all against the same list, and one for the statements of home."""
    site, minimal = stage.base(), stage.reference()
    reading = Reading(site)
    sizes = {page: reading.size(page) for page in ACTS}
    rival = len(load.ask(minimal.port, item(minimal)).body)
    *pages, reference = costs([*map(reading.act, ACTS), Act(minimal, partial(items, minimal), EACH)])
    lines = {
        page: cost_line(
            "P2",
            ACTS[page],
            cost,
            reference,
            thrift(GOALS.get(page, OTHERWISE)),
            f"{sizes[page] / 1000:.0f} kB of HTML; the reference {rival / 1000:.0f} kB",
        )
        for page, cost in zip(ACTS, pages, strict=True)
    }
    return [*stage.explained(site, lines), statements(stage, site)]


def statements(stage: Stage, site: Site) -> Line:
    """How many statements home sends to the database."""
    counted = stage.asked(site, "bench.statements", site.script.reader, site.script.pages["home"])
    return Line("P2", "statements of home", counted["statements"], None, "", below(STATEMENTS), counted["kinds"])
