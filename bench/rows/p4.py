"""P4: search among very many reflections, as far as the searcher may read, against a bare `tsvector` query."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from bench import load
from bench.cost import Act, costs
from bench.frame import Line, at_most, below, medians
from bench.load import Browser
from bench.stage import Site, Stage

GOALS = {"small": 6, "full": 1.3}  # times the bare query: with few reflections the constant shows
PAGE_MS = 50
EACH = 60  # pages in a round
CONNECTIONS = 2  # people who search at the same moment: as many as there are cores


class Searching:
    """A partner who asks for the page again and again."""

    def __init__(self, site: Site, search_report: Mapping[str, Any]) -> None:
        self.site, self.path = site, search_report["path"]
        self.browser = Browser(site.port, search_report["session"])

    def p95(self, typed: str) -> float:
        """Milliseconds of the whole page."""
        return self._load(typed).p95 * 1000

    def act(self, typed: str) -> Act:
        """Asking for the page, for what it takes of the processor."""
        return Act(self.site, lambda: self._load(typed).rate, EACH)

    def _load(self, typed: str) -> load.Load:
        request = self.browser.get(f"{self.path}?{urlencode({'q': typed})}")
        return load.run(self.site.port, [[request]] * EACH, CONNECTIONS)


def measure(stage: Stage) -> list[Line]:
    """Two lines for each kind of word: the queries against the bare one, and the page."""
    site = stage.large()
    search_report = stage.asked(site, "bench.searching")
    searching = Searching(site, search_report)
    lines = []
    for figures in search_report["figures"]:
        act, typed = figures["act"], figures["typed"]
        note = (
            f"processor of Python + Postgres; {figures['total']:,} found among {stage.reflections:,}; the reference"
            f" ranks 20 of the same project, and takes {figures['everywhere']:.1f} ms for those of all projects"
        )
        page = medians([partial(searching.p95, typed)])[0]
        shared = f"{CONNECTIONS} connections; web + Postgres {costs([searching.act(typed)])[0]}"
        lines += [
            Line("P4", f"search for {act}", figures["ours"], figures["bare"], "ms", at_most(GOALS[stage.scale]), note),
            Line("P4", f"page of {act}, 95 of 100", page, None, "ms", below(PAGE_MS), shared),
        ]
    return lines
