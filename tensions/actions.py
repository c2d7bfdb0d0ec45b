"""Raising tensions and barriers, changing them, the steps taken, and every change of their state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.models import once
from projects.actions.locking import lock_open_project
from projects.models import Membership, Project
from tensions import events, policies
from tensions.enums import Challenge, Nature, TensionState
from tensions.models import Tension, TensionStep


@dataclass(frozen=True)
class Difficulty:
    """What somebody says is difficult: where it comes from, what happens, who bears it, and who looks after it."""

    nature: Nature
    challenge: Challenge
    title: str
    text: str
    borne_by: list[str]
    owner: Membership | None = None


def _fields(told: Difficulty) -> dict[str, Any]:
    return {name: getattr(told, name) for name in Difficulty.__dataclass_fields__}


def _hold(tension: Tension) -> Tension:
    """The tension as it is stored, its project locked and open."""
    lock_open_project(tension.project)
    rows = Tension.objects.select_for_update(of=("self",)).select_related("project", "owner__person")
    return rows.get(pk=tension.pk)


def _save(row: Tension, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*fields, "version"])


@transaction.atomic
def raise_tension(project: Project, *, told: Difficulty, token: UUID, by: User) -> Tension:
    """Raise a tension or barrier. Sent twice with one token, it makes one."""
    held = lock_open_project(project)
    policies.check_owner(held, told.owner, None, by)

    def make() -> Tension:
        return Tension.objects.create(
            project=held, submitted_by=by, form_token=token, raised_on=site_today(), **_fields(told)
        )

    tension, is_new = once(Tension, by=by, token=token, make=make)
    if is_new:
        record(events.TENSION_RAISED, by=by, project=held, target=tension)
    return tension


@transaction.atomic
def edit_tension(tension: Tension, *, told: Difficulty, version: int, by: User) -> Tension:
    """Change what was said, as it was at `version`.

    Raises PermissionDenied for others than a coordinator and whoever raised it, Refused where it has ended, `Stale`
    where somebody else changed it since.
    """
    row = _hold(tension)
    policies.check_edit(row, by)
    policies.check_live(row)
    policies.check_fresh(row, version)
    policies.check_owner(row.project, told.owner, row.owner, by)
    changed = {name: value for name, value in _fields(told).items() if getattr(row, name) != value}
    if changed:
        _save(row, changed)
        record(events.TENSION_CHANGED, by=by, project=row.project, target=row, fields=", ".join(changed))
    return row


@transaction.atomic
def take_step(tension: Tension, *, text: str, taken_on: date, token: UUID, by: User) -> TensionStep:
    """Say what was done about it. Sent twice with one token, it is said once."""
    row = _hold(tension)
    policies.check_taken(text, taken_on)

    def make() -> TensionStep:
        policies.check_live(row)
        return TensionStep.objects.create(tension=row, submitted_by=by, form_token=token, text=text, taken_on=taken_on)

    step, is_new = once(TensionStep, by=by, token=token, make=make)
    if is_new:
        record(events.TENSION_STEP_TAKEN, by=by, project=row.project, target=row)
    return step


@dataclass(frozen=True)
class _Move:
    """A change of state: where to, what its step says, and what else it writes."""

    to: TensionState
    text: str
    fields: dict[str, Any]


def _move(row: Tension, move: _Move, *, token: UUID, by: User) -> Tension:
    """Change the state and leave a step behind. The same form sent again changes nothing."""

    def make() -> TensionStep:
        policies.check_step(row, move.to)
        before = row.state
        _save(row, {"state": move.to, **move.fields})
        states = {"before": before, "after": move.to.value}
        record(events.TENSION_MOVED, by=by, project=row.project, target=row, **states)
        return TensionStep.objects.create(
            tension=row,
            submitted_by=by,
            form_token=token,
            text=move.text,
            taken_on=site_today(),
            became=move.to,
        )

    once(TensionStep, by=by, token=token, make=make)
    return row


def _is_sent(token: UUID, by: User) -> bool:
    """Has this form been through already?"""
    return TensionStep.objects.filter(submitted_by=by, form_token=token).exists()


@transaction.atomic
def escalate(tension: Tension, *, to: str, why: str, token: UUID, by: User) -> Tension:
    """Take it to a role or body that can do something about it. Raises Refused where the state does not allow it."""
    row = _hold(tension)
    policies.check_why(to)
    policies.check_why(why)
    fields = {"escalated_to": to, "escalated_on": site_today()}
    # The step names the body too, so that the path stays whole when it comes back or goes elsewhere.
    return _move(row, _Move(TensionState.ESCALATED, f"{to}\n\n{why}", fields), token=token, by=by)


@transaction.atomic
def bring_back(tension: Tension, *, why: str, token: UUID, by: User) -> Tension:
    """It is with us again. Raises Refused where it was not escalated."""
    row = _hold(tension)
    policies.check_why(why)
    if not _is_sent(token, by):
        policies.check_escalated(row)
    fields = {"escalated_to": "", "escalated_on": None}
    return _move(row, _Move(TensionState.OPEN, why, fields), token=token, by=by)


@transaction.atomic
def close(tension: Tension, *, to: TensionState, why: str, token: UUID, by: User) -> Tension:
    """Resolve it or live with it: two ends of equal worth, each with a sentence why."""
    row = _hold(tension)
    policies.check_end(to)
    policies.check_why(why)
    if not _is_sent(token, by):
        policies.check_live(row)
    return _move(row, _Move(to, why, {"closing": why, "closed_on": site_today()}), token=token, by=by)


@transaction.atomic
def reopen(tension: Tension, *, why: str, token: UUID, by: User) -> Tension:
    """It has not ended after all. The path still shows how it had. Raises Refused where it has not ended."""
    row = _hold(tension)
    policies.check_why(why)
    if not _is_sent(token, by):
        policies.check_ended(row)
    fields = {"closing": "", "closed_on": None, "escalated_to": "", "escalated_on": None}
    return _move(row, _Move(TensionState.OPEN, why, fields), token=token, by=by)
