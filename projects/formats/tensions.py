"""The register of tensions and barriers as the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from projects.queries.tensions import TensionRow


def head() -> list[str]:
    """The names of the columns."""
    return [
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
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def cells(row: TensionRow) -> list[str]:
    """One tension or barrier."""
    tension = row.tension
    return [
        tension.title,
        str(row.nature),
        str(row.challenge),
        tension.text,
        "; ".join(str(one.label) for one in row.borne_by),
        row.owner,
        _day(tension.raised_on),
        str(row.days),
        str(row.state),
        _day(row.last_step_on),
        tension.escalated_to,
        _day(tension.escalated_on),
        _day(tension.closed_on),
        tension.closing,
    ]


def sheet(rows: Iterable[TensionRow]) -> Iterator[Sequence[str]]:
    """The head, then a line for each."""
    yield head()
    yield from map(cells, rows)
