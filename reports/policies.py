"""What goes into a file, and what the state of an export allows. Each `check_x` raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from core.errors import Refused
from participants.enums import Audience
from reports.enums import EXPORT_STEPS, DoorRefusal, ExportState, LeftOut
from reports.models import Export

PER_HOUR = 20
KEPT_FOR = timedelta(hours=24)
WHOLE_DIALOGUE = frozenset({Audience.DIALOGUE, Audience.PROJECT})


class TooMany(Refused):
    """Asked for too often in a short while."""


def left_out(
    *, revealed: bool, audience: str, may_analyse: bool, author_here: bool, answered_goes_in: bool = True
) -> LeftOut | None:
    """Why a reflection stays out of a file, or None where it goes in. `queries.with_reasons` is the same rule in SQL.

    A response may say again what it responds to, so it goes in only with that.
    """
    if not revealed:
        return LeftOut.NOT_REVEALED
    if audience not in WHOLE_DIALOGUE:
        return LeftOut.FEWER_READERS
    if not may_analyse:
        return LeftOut.NOT_PERMITTED
    if not author_here:
        return LeftOut.AUTHOR_LEFT
    return None if answered_goes_in else LeftOut.ANSWERED


def can_step(export: Export, state: ExportState) -> bool:
    """Does the table lead from here to there?"""
    return state in EXPORT_STEPS[ExportState(export.state)]


def check_cancel(export: Export) -> None:
    """Only what is waiting or being made can be stopped."""
    if not can_step(export, ExportState.CANCELLED):
        raise Refused(_("This file is not being made, so there is nothing to stop."))


def check_retry(export: Export) -> None:
    """What failed, was stopped or is gone can be made again."""
    if not can_step(export, ExportState.WAITING):
        raise Refused(_("This file is being made or is ready. There is no need to make it again."))


def check_limit(asked_lately: int) -> None:
    """So many files per person and hour, retries included."""
    if asked_lately >= PER_HOUR:
        raise TooMany(
            _("You have asked for %(limit)d files in the last hour. Wait an hour, then ask again.")
            % {"limit": PER_HOUR}
        )


def refusal_by_state(export: Export, now: datetime) -> DoorRefusal | None:
    """Why this row gives out no file now, or None."""
    if export.state == ExportState.EXPIRED:
        return DoorRefusal.OLD
    if export.state != ExportState.READY or export.expires_at is None:
        return DoorRefusal.STATE
    return DoorRefusal.OLD if export.expires_at <= now else None
