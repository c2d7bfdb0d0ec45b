"""P4: search among very many reflections, as far as the searcher may read, against a bare `tsvector` query."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from bench import load
from bench.frame import Line, at_most, below, medians
from bench.load import Browser
from bench.stage import Site, Stage, finish
from clahrc.launcher.environment import PYTHON

EACH = 60  # pages in a round
CONNECTIONS = 2  # people who search at the same moment: as many as there are cores


class Searching:
    """A partner who asks for the page again and again."""

    def __init__(self, site: Site, search_report: Mapping[str, Any]) -> None:
        self.site, self.path = site, search_report["path"]
        self.browser = Browser(site.port, search_report["session"])

    def p95(self, typed: str) -> float:
        """Milliseconds of the whole page."""
        request = self.browser.get(f"{self.path}?{urlencode({'q': typed})}")
        return load.run(self.site.port, [[request]] * EACH, CONNECTIONS).p95 * 1000


def measure(stage: Stage) -> list[Line]:
    """Two lines for each kind of word: the queries against the bare one, and the page."""
    site = stage.large()
    search_report = json.loads(finish([PYTHON, "-m", "bench.searching"], stage.environment("large", site.database_url)))
    searching = Searching(site, search_report)
    lines = []
    for figures in search_report["figures"]:
        act, typed = figures["act"], figures["typed"]
        note = (
            f"{figures['total']:,} found among {stage.reflections:,}; the reference ranks 20 of the same project,"
            f" and takes {figures['everywhere']:.1f} ms for those of all projects"
        )
        page = medians([lambda typed=typed: searching.p95(typed)])[0]  # type: ignore[misc]
        lines += [
            Line("P4", f"search for {act}", figures["ours"], figures["bare"], "ms", at_most(2), note),
            Line("P4", f"page of {act}, 95 of 100", page, None, "ms", below(100), f"{CONNECTIONS} connections"),
        ]
    return lines
