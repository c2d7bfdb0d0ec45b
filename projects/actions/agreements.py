"""Recording how fast both paces go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from projects import events
from projects.actions.locking import lock_open_project
from projects.models import PaceAgreement, Project
from projects.queries.agreements import current_pace


@transaction.atomic
def agree_pace(
    project: Project, *, rapid_days: int, slow_months: int, note: str, token: UUID, by: User
) -> PaceAgreement:
    """A new agreement; the ones before it are kept. The same again makes none."""
    locked = lock_open_project(project)
    fields = {"rapid_days": rapid_days, "slow_months": slow_months, "note": note}
    latest = current_pace(locked)
    if latest is not None and all(getattr(latest, name) == value for name, value in fields.items()):
        return latest
    number = latest.number + 1 if latest else 1

    def make() -> PaceAgreement:
        return PaceAgreement.objects.create(project=locked, number=number, submitted_by=by, form_token=token, **fields)

    agreed, is_new = once(PaceAgreement, by=by, token=token, make=make)
    if is_new:
        paces = {"rapid_days": rapid_days, "slow_months": slow_months}
        record(events.PACE_AGREED, by=by, project=locked, target=agreed, **paces)
    return agreed
