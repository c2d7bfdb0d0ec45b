"""Several milestones at once: what may be changed, and how far a date may go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from core.days import fits
from core.editing import Stale
from core.errors import Refused
from milestones.models import Milestone
from milestones.policies.due import is_unfinished

MOST_AT_ONCE = 2000  # milestones that are changed together


def changeable(rows: Iterable[Milestone]) -> list[Milestone]:
    """Those that are not completed: a completed milestone stands as it was completed."""
    return [row for row in rows if is_unfinished(row)]


def check_all_as_read(rows: Iterable[Milestone], versions: Mapping[UUID, int]) -> None:
    """What somebody read of each is still what is stored."""
    if any(row.version != versions[row.pk] for row in rows):
        raise Stale(_("Somebody else changed one of these milestones meanwhile. Nothing of yours has been saved yet."))


def check_shift(rows: Iterable[Milestone], days: int, note: str) -> None:
    """Dates move only with a reason, and not out of the calendar."""
    if days and not note.strip():
        raise Refused(_("Say why the dates change."))
    check_in_calendar(rows, days)


def check_in_calendar(rows: Iterable[Milestone], days: int) -> None:
    """No date moves out of the years a project can be about."""
    if not fits((row.due_on for row in rows), timedelta(days=days)):
        raise Refused(_("That moves a date out of the years 1990 to 2100. Choose fewer days."))


def check_something(days: int, owner: object, pace: object) -> None:
    """There has to be something to change."""
    if not days and owner is None and pace is None:
        raise Refused(_("Nothing would change. Enter days, or choose an owner or a pace."))
