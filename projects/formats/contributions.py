"""The list of contributions as a file: what its page shows to the same reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.queries.contributions import Seen, Text

HEAD = (
    _("Said on"),
    _("You said"),
    _("By"),
    _("Standpoint"),
    _("Looked after by"),
    _("Where it stands"),
    _("Told by"),
    _("Decision"),
    _("Reason"),
    _("What changed"),
    _("What shows it"),
    _("Contributor told on"),
    _("Closed on"),
    _("Closed by"),
)


def sheet(rows: Iterable[Seen]) -> Iterable[list[str]]:
    """The list as a file: what the page shows to the same reader."""
    yield [str(name) for name in HEAD]
    for row in rows:
        days = [row.raised_on, row.answer_by, _local(row.told_at), _local(row.closed_at)]
        said_on, told_by, told_on, closed_on = [day.isoformat() if day else "" for day in days]
        cells: list[Text] = [
            said_on,
            row.said,
            row.by,
            row.standpoint_label,
            row.owner,
            row.label,
            told_by,
            row.decision_label,
            row.reason,
            row.change,
            row.evidence,
            told_on,
            closed_on,
            row.closed_label,
        ]
        yield [str(cell) for cell in cells]


def _local(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
