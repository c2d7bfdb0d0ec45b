"""Writes the pictures of milestones as SVG: every text escaped once, no object to a mark.

Addresses, and days in words, come from whoever knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from html import escape

from milestones.pictures.columns import Column, ColumnLane
from milestones.pictures.timeline import Lane, Placed

# A shape and a colour for each look, around the point 0, 0.
SHAPES = {
    "done": '<circle class="done" r="9"/>',
    "late": '<path class="late" d="M0-10 10 0 0 10-10 0Z"/>',
    "soon": '<rect class="soon" x="-8" y="-8" width="16" height="16" rx="2"/>',
    "baseline": '<circle class="baseline" r="6"/>',
    "planned": '<circle class="planned" r="8"/>',
}


def drawn_marks(lanes: Iterable[Lane], say: Callable[[date], str]) -> str:
    """Every mark with its run and its label, each a link to its milestone."""
    return "\n".join([_mark(placed, say) for lane in lanes for placed in lane.placed])


def _mark(placed: Placed, say: Callable[[date], str]) -> str:
    mark, x, y, baseline_x, label, box = placed
    return (
        f'<a href="{escape(mark.key)}"><title>{escape(mark.title)}, {say(mark.due)}</title>\n'
        f"{'' if baseline_x is None else _run(baseline_x, x, y)}"
        f'<g transform="translate({x} {y})">{SHAPES[mark.look]}</g>\n'
        f'<text class="name halo" x="{box.left}" y="{placed.label_y}">{escape(label)}</text></a>'
    )


def _run(baseline_x: int, x: int, y: int) -> str:
    """The dashed line from the first date, and the mark of that date."""
    return (
        f'<line class="moved" x1="{baseline_x}" x2="{x}" y1="{y}" y2="{y}"/>'
        f'<g transform="translate({baseline_x} {y})">{SHAPES["baseline"]}</g>\n'
    )


def drawn_columns(lane: ColumnLane, address: Callable[[Column], str], say: Callable[[Column], str]) -> str:
    """Every column of a lane, each a link to what it counts."""
    return "\n".join([_column(column, address(column), say(column)) for column in lane.columns])


def _column(column: Column, address: str, title: str) -> str:
    parts = "".join(
        f'<rect class="{look}" x="{column.x}" y="{y}" width="{column.width}" height="{height}"/>'
        for look, y, height in column.parts
    )
    late = _late(column) if column.tally.late else ""
    return f'<a href="{escape(address)}"><title>{escape(title)}</title>\n{parts}{late}</a>'


def _late(column: Column) -> str:
    """The mark and the number of late ones, on top."""
    middle, top = column.middle, column.top
    return (
        f'<g transform="translate({middle} {top - 12})">{SHAPES["late"]}</g>'
        f'<text class="name middle halo" x="{middle}" y="{top - 26}">{column.label}</text>'
    )
