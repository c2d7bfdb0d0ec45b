"""The register of tensions and barriers as the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from tensions.queries import TensionRow

HEAD = (
    _("Tension or barrier"),
    _("What it is"),
    _("Challenge"),
    _("What happens"),
    _("Who bears it"),
    _("Owner"),
    _("Raised on"),
    _("Age in days"),
    _("State"),
    _("Last step on"),
    _("Escalated to"),
    _("Escalated on"),
    _("Ended on"),
    _("Why it ended"),
)


def _cells(row: TensionRow) -> list[str]:
    """One tension or barrier."""
    tension = row.tension
    return [
        tension.title,
        str(row.nature),
        str(row.challenge),
        tension.text,
        "; ".join(str(standpoint.label) for standpoint in row.borne_by),
        row.owner,
        iso(tension.raised_on),
        str(row.days),
        str(row.state),
        iso(row.last_step_on),
        tension.escalated_to,
        iso(tension.escalated_on),
        iso(tension.closed_on),
        tension.closing,
    ]


def rows_of_file(rows: Iterable[TensionRow]) -> Iterator[Sequence[str]]:
    """The head, then a row for each tension or barrier."""
    yield [str(name) for name in HEAD]
    yield from map(_cells, rows)
