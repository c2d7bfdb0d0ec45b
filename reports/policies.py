"""What the state of an export allows, and who may be erased. Each `check_x` raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from core.editing import TooMany as TooMany
from core.errors import Refused
from projects.models import Membership
from projects.policies.leading import check_leaves
from reports.enums import EXPORT_STEPS, DoorRefusal, ExportState
from reports.models import Export

PER_HOUR = 20
KEPT_FOR = timedelta(hours=24)


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


def refuse_at_door(export: Export, refusal: DoorRefusal) -> NoReturn:
    """Raises Refused with the reason, or PermissionDenied where the role does not allow this file any more."""
    if refusal is DoorRefusal.ROLE:
        raise PermissionDenied
    raise Refused(export.reason or str(refusal.label))


def check_erase(person: User) -> None:
    """Nobody who is the last coordinator of a project is erased from it before handing it over."""
    for membership in Membership.objects.filter(person=person).select_related("project").order_by("created_at"):
        check_leaves(membership)


def why_not_erased(person: User) -> str:
    """The sentence that says why not now; empty while they may."""
    try:
        check_erase(person)
    except Refused as refused:
        return str(refused)
    return ""
