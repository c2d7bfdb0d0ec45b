"""The list of milestones as a file. Its first six columns can be read in again (`formats.milestones`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from milestones.queries.milestones import MilestoneRow

HEAD = (
    _("Title"),
    _("Due date"),
    _("Pace"),
    _("Kind"),
    _("Step"),
    _("Owner"),
    _("First date"),
    _("State"),
    _("Completed on"),
    _("Waits"),
)


def sheet(rows: Iterable[MilestoneRow]) -> Iterator[list[str]]:
    """The head, then what the page shows, under the same names."""
    yield [str(name) for name in HEAD]
    for row in rows:
        one = row.milestone
        first = (one.title, iso(one.due_on), row.pace, row.kind, row.step, row.owner)
        rest = (iso(one.baseline_on), row.label, iso(one.done_on), "; ".join(wait.said for wait in row.waits))
        yield [str(cell) for cell in (*first, *rest)]
