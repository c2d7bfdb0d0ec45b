"""Adding, changing and removing the phases of a project."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.editing import check_seen
from core.errors import Refused
from core.marks import mark_of
from core.models import once
from milestones import events
from milestones.models import Phase
from milestones.policies import phases as policies
from projects.actions.locking import lock_open_project
from projects.models import Project


@dataclass(frozen=True)
class PhaseWords:
    """What somebody decides about a phase."""

    title: str
    starts_on: date
    ends_on: date
    call: str = ""


@transaction.atomic
def add_phase(project: Project, *, words: PhaseWords, token: UUID, by: User) -> Phase:
    """Add a phase. Sent twice with one token, it makes one."""
    held = lock_open_project(project)

    def make() -> Phase:
        policies.check_room(held)
        phase = Phase(project=held, submitted_by=by, form_token=token, **asdict(words))
        policies.check_dates(phase)
        phase.save(force_insert=True)
        return phase

    phase, is_new = once(Phase, by=by, token=token, make=make)
    if is_new:
        record(events.PHASE_ADDED, by=by, project=held, target=phase)
    return phase


@transaction.atomic
def edit_phase(phase: Phase, *, words: PhaseWords, seen: str | None = None, by: User) -> Phase:
    """Change a phase. Raises `Stale` where `seen` marks other words than are stored, and nobody wrote these."""
    held = lock_open_project(phase.project)
    row = _stored(phase)
    values = asdict(words)
    stored = {name: getattr(row, name) for name in values}
    if stored == values:
        return row
    check_seen(mark_of(stored), seen)
    for name, value in values.items():
        setattr(row, name, value)
    policies.check_dates(row)
    row.save(update_fields=list(values))
    record(events.PHASE_CHANGED, by=by, project=held, target=row)
    return row


def _stored(phase: Phase) -> Phase:
    """The phase as it is stored; somebody may have removed it."""
    found = Phase.objects.filter(pk=phase.pk).first()
    if found is None:
        raise Refused(_("Somebody else has removed this phase. Add it again if you still need it."))
    return found


@transaction.atomic
def remove_phase(phase: Phase, *, by: User) -> None:
    """Take a phase out. Asked twice, it goes once."""
    held = lock_open_project(phase.project)
    if Phase.objects.filter(pk=phase.pk).delete()[0]:
        record(events.PHASE_REMOVED, by=by, project=held)
