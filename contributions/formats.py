"""The list of contributions as a file: what its page shows to the same reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from contributions.queries.contributions import ContributionForReader, Text
from core.dates import iso

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


def rows_of_file(rows: Iterable[ContributionForReader]) -> Iterator[list[str]]:
    """The head, then a row for each contribution."""
    yield [str(name) for name in HEAD]
    for row in rows:
        cells: list[Text] = [
            iso(row.raised_on),
            row.said,
            row.by,
            row.standpoint_label,
            row.owner,
            row.label,
            iso(row.answer_by),
            row.decision_label,
            row.reason,
            row.change,
            row.evidence,
            iso(row.told_at),
            iso(row.closed_at),
            row.closed_label,
        ]
        yield [str(cell) for cell in cells]
