"""P3: the acts of P1 and P2 beside very many reflections, against the same acts beside 1,000."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.frame import Line, at_least, medians
from bench.rows.p1 import Writing
from bench.rows.p2 import ACTS, Reading
from bench.stage import Site, Stage


def acts(site: Site) -> dict[str, Callable[[], float]]:
    """Every act, by its words."""
    writing, reading = Writing(site), Reading(site)
    pages: dict[str, Callable[[], float]] = {words: partial(reading.read, page) for page, words in ACTS.items()}
    return {"autosave": writing.save, "send a reflection": writing.send, **pages}


def measure(stage: Stage) -> list[Line]:
    """A line for each act; both sites are up at the same time and take turns."""
    base, large = acts(stage.base()), acts(stage.large())
    turns = [act for words in base for act in (large[words], base[words])]
    figures = iter(medians(turns))
    note = f"{stage.reflections:,} reflections in 200 projects against 1,000 in 20"
    return [Line("P3", words, next(figures), next(figures), "/s", at_least(0.9), note) for words in base]
