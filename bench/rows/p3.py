"""P3: the acts of P1 and P2 beside very many reflections, against the same acts beside 1,000."""

from __future__ import annotations

from bench.cost import Act, cost_line, costs
from bench.frame import Line, thrift
from bench.rows.p1 import EACH, Writing
from bench.rows.p2 import ACTS, Reading
from bench.stage import Site, Stage


def acts(site: Site) -> dict[str, Act]:
    """Every act, by its name in the table."""
    writing, reading = Writing(site), Reading(site)
    pages = {name: reading.act(page) for page, name in ACTS.items()}
    writes = {"autosave": Act(site, writing.save, EACH * 2), "send a reflection": Act(site, writing.send, EACH)}
    return writes | pages


def measure(stage: Stage) -> list[Line]:
    """A line for each act; both sites are up at the same time and take turns."""
    base, large = acts(stage.base()), acts(stage.large())
    figures = iter(costs([act for name in base for act in (large[name], base[name])]))
    note = f"{stage.reflections:,} reflections in 200 projects against 1,000 in 20"
    return [cost_line("P3", name, next(figures), next(figures), thrift(0.9), note) for name in base]
