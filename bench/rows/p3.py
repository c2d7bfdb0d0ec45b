"""P3: the acts of P1 and P2 beside very many reflections, against the same acts beside 1,000."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.frame import Line, at_least, medians
from bench.rows.p1 import Writing
from bench.rows.p2 import ACTS, Reading
from bench.stage import Site, Stage


def acts(site: Site) -> dict[str, Callable[[], float]]:
    """Every act, by its name in the table."""
    writing, reading = Writing(site), Reading(site)
    pages: dict[str, Callable[[], float]] = {act_name: partial(reading.read, page) for page, act_name in ACTS.items()}
    return {"autosave": writing.save, "send a reflection": writing.send, **pages}


def measure(stage: Stage) -> list[Line]:
    """A line for each act; both sites are up at the same time and take turns."""
    base, large = acts(stage.base()), acts(stage.large())
    turns = [act for act_name in base for act in (large[act_name], base[act_name])]
    figures = iter(medians(turns))
    note = f"{stage.reflections:,} reflections in 200 projects against 1,000 in 20"
    return [Line("P3", act_name, next(figures), next(figures), "/s", at_least(0.9), note) for act_name in base]
