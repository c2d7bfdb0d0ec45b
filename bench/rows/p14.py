"""P14: pages that show lists, with 1,000 people and thousands of rows, against the same pages with 50 of each."""

from __future__ import annotations

from urllib.parse import urlencode

from bench import load
from bench.cost import Act, costs
from bench.frame import Line, at_most
from bench.stage import Site, Stage

FEW, MANY = 24, 8  # requests in a round, of the page with few rows and of that with many
ROUNDS = 3
BOUND = 3  # times the page with few rows
QUERIES = {"search": {"q": "clinic"}}


class Reading:
    """Whoever the page is for asks for it again and again."""

    def __init__(self, site: Site, page: str, number: int) -> None:
        path = site.script.pages[page]
        self.site, self.number = site, number
        self.request = site.reader(page).get(f"{path}?{urlencode(QUERIES[page])}" if page in QUERIES else path)

    def kilobytes(self) -> float:
        """Of the page itself, as it is before it is compressed."""
        return len(load.ask(self.site.port, self.request).body) / 1000

    def act(self) -> Act:
        """For what it takes of the processor."""
        return Act(self.site, self.read, self.number)

    def read(self) -> float:
        """Pages a second."""
        connections = min(load.CONNECTIONS, self.number)
        return load.run(self.site.port, [[self.request]] * self.number, connections).rate


def measure(stage: Stage) -> list[Line]:
    """Two lines for each page: processor time and bytes."""
    narrow, wide = stage.narrow(), stage.wide()
    pairs = {page: (Reading(wide, page, MANY), Reading(narrow, page, FEW)) for page in narrow.script.pages}
    times = stage.explained(wide, {page: time_of(page, *pair) for page, pair in pairs.items()})
    sizes = [size_of(page, *pair) for page, pair in pairs.items()]
    return [line for both in zip(times, sizes, strict=True) for line in both]


def time_of(page: str, wide: Reading, narrow: Reading) -> Line:
    """The two take turns."""
    large, small = costs([wide.act(), narrow.act()], ROUNDS)
    note = f"web + Postgres {large}; with 50 of each {small}"
    return Line("P14", page, large.total, small.total, "ms", at_most(BOUND), note)


def size_of(page: str, wide: Reading, narrow: Reading) -> Line:
    """What each weighs."""
    return Line("P14", f"{page}, size", wide.kilobytes(), narrow.kilobytes(), "kB", at_most(BOUND))
