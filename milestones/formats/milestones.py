"""The list of milestones as a file. Its first six columns can be read in again (`formats.lists`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from milestones.queries.rows import MilestoneRow

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


def rows_of_file(rows: Iterable[MilestoneRow]) -> Iterator[list[str]]:
    """The head, then what the page shows, under the same names."""
    yield [str(name) for name in HEAD]
    for row in rows:
        milestone, waits = row.milestone, "; ".join(wait.sentence for wait in row.waits)
        readable = (milestone.title, iso(milestone.due_on), row.pace, row.kind, row.relational_step, row.owner)
        rest = (iso(milestone.baseline_on), row.label, iso(milestone.done_on), waits)
        yield [str(cell) for cell in (*readable, *rest)]
