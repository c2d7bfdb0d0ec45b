"""The phases of a project as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from milestones.queries.phases import Phases

HEAD = (_("Phase"), _("Starts"), _("Ends"), _("Where it stands"), _("What you can do in it"))


def rows_of_file(phases: Phases) -> Iterator[list[str]]:
    """The head, then the rows of the page."""
    yield [str(name) for name in HEAD]
    for row in phases.rows:
        phase = row.phase
        yield [phase.title, iso(phase.starts_on), iso(phase.ends_on), str(row.label), phase.call]
