"""The programme as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from core.dates import iso
from overview.figures import MEASURES
from overview.queries.programme import ProgrammeRow
from projects.enums import ProjectState


def rows_of_file(rows: Iterable[ProgrammeRow]) -> Iterator[list[str]]:
    """The head, then the rows of the page; the next meeting by its day alone."""
    yield [_("Project"), _("State"), _("Next"), *(str(measure.column) for measure in MEASURES)]
    for row in rows:
        day = iso(row.next_meeting.at if row.next_meeting else None)
        yield [row.title, str(ProjectState(row.state).label), day, *(str(count) for count in row.counts)]
