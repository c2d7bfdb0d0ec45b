"""Adding, changing and removing the phases of a project."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.editing import check_seen
from core.marks import mark_of
from core.models import once
from milestones import events
from milestones.models import Phase
from milestones.policies import phases as policies
from projects.actions.locking import lock_open_project
from projects.models import Project


@dataclass(frozen=True)
class PhaseDetails:
    """A phase without its project: its name, its dates, and what people can do in it."""

    title: str
    starts_on: date
    ends_on: date
    call: str = ""


@transaction.atomic
def add_phase(project: Project, *, details: PhaseDetails, token: UUID, by: User) -> Phase:
    """Add a phase. Sent twice with one token, it makes one."""
    locked = lock_open_project(project)

    def make() -> Phase:
        policies.check_room(locked)
        phase = Phase(project=locked, submitted_by=by, form_token=token, **asdict(details))
        policies.check_dates(phase)
        phase.save(force_insert=True)
        return phase

    phase, is_new = once(Phase, by=by, token=token, make=make)
    if is_new:
        record(events.PHASE_ADDED, by=by, project=locked, target=phase)
    return phase


@transaction.atomic
def edit_phase(phase: Phase, *, details: PhaseDetails, seen: str | None = None, by: User) -> Phase:
    """Change a phase; where all this is stored already, nothing happens.

    Raises `Stale` where `seen` is the mark of something else than is stored now.
    """
    locked = lock_open_project(phase.project)
    row = policies.check_there(Phase.objects.filter(pk=phase.pk).first())
    values = asdict(details)
    stored = {name: getattr(row, name) for name in values}
    if stored == values:
        return row
    check_seen(mark_of(stored), seen)
    for name, value in values.items():
        setattr(row, name, value)
    policies.check_dates(row)
    row.save(update_fields=list(values))
    record(events.PHASE_CHANGED, by=by, project=locked, target=row)
    return row


@transaction.atomic
def remove_phase(phase: Phase, *, by: User) -> None:
    """Take a phase out. Asked twice, it goes once."""
    locked = lock_open_project(phase.project)
    if Phase.objects.filter(pk=phase.pk).delete()[0]:
        record(events.PHASE_REMOVED, by=by, project=locked)
