"""Raising tensions and barriers, changing them, the steps taken, and every change of their state."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.editing import check_fresh
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


def _values(difficulty: Difficulty) -> dict[str, Any]:
    """By the field of a tension that holds it. `asdict` would copy the owner."""
    return {field.name: getattr(difficulty, field.name) for field in fields(Difficulty)}


def _lock_tension(tension: Tension) -> Tension:
    """The tension as it is stored, its project locked and open."""
    lock_open_project(tension.project)
    rows = Tension.objects.select_for_update(of=("self",)).select_related("project", "owner__person")
    return rows.get(pk=tension.pk)


def _save(row: Tension, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])


@transaction.atomic
def raise_tension(project: Project, *, difficulty: Difficulty, token: UUID, by: User) -> Tension:
    """Raise a tension or barrier. Sent twice with one token, it makes one."""
    locked = lock_open_project(project)
    policies.check_owner(locked, difficulty.owner, None, by)

    def make() -> Tension:
        return Tension.objects.create(
            project=locked, submitted_by=by, form_token=token, raised_on=site_today(), **_values(difficulty)
        )

    tension, is_new = once(Tension, by=by, token=token, make=make)
    if is_new:
        record(events.TENSION_RAISED, by=by, project=locked, target=tension)
    return tension


@transaction.atomic
def edit_tension(tension: Tension, *, difficulty: Difficulty, version: int, by: User) -> Tension:
    """Change the difficulty, as it was at `version`.

    Raises PermissionDenied for others than a coordinator and whoever raised it, Refused where it has ended, `Stale`
    where somebody else changed it since.
    """
    row = _lock_tension(tension)
    policies.check_edit(row, by)
    policies.check_live(row)
    check_fresh(row, version)
    policies.check_owner(row.project, difficulty.owner, row.owner, by)
    changed = {name: value for name, value in _values(difficulty).items() if getattr(row, name) != value}
    if changed:
        _save(row, changed)
        record(events.TENSION_CHANGED, by=by, project=row.project, target=row, fields=", ".join(changed))
    return row


@transaction.atomic
def take_step(tension: Tension, *, text: str, taken_on: date, token: UUID, by: User) -> TensionStep:
    """Record what was done about it. Sent twice with one token, it is recorded once."""
    row = _lock_tension(tension)
    policies.check_taken(text, taken_on)

    def make() -> TensionStep:
        policies.check_live(row)
        return TensionStep.objects.create(tension=row, submitted_by=by, form_token=token, text=text, taken_on=taken_on)

    step, is_new = once(TensionStep, by=by, token=token, make=make)
    if is_new:
        record(events.TENSION_STEP_TAKEN, by=by, project=row.project, target=row)
    return step


@dataclass(frozen=True)
class _Transition:
    """A change of state: where to, what its step says, and what else it writes."""

    to: TensionState
    text: str
    values: dict[str, Any]


def _change_state(row: Tension, transition: _Transition, *, token: UUID, by: User) -> Tension:
    """Change the state and leave a step behind. The same form sent again changes nothing."""

    def make() -> TensionStep:
        policies.check_transition(row, transition.to)
        before = row.state
        _save(row, {"state": transition.to, **transition.values})
        states = {"before": before, "after": transition.to.value}
        record(events.TENSION_MOVED, by=by, project=row.project, target=row, **states)
        return TensionStep.objects.create(
            tension=row,
            submitted_by=by,
            form_token=token,
            text=transition.text,
            taken_on=site_today(),
            became=transition.to,
        )

    once(TensionStep, by=by, token=token, make=make)
    return row


def _is_sent(token: UUID, by: User) -> bool:
    """Has this form been through already?"""
    return TensionStep.objects.filter(submitted_by=by, form_token=token).exists()


@transaction.atomic
def escalate_tension(tension: Tension, *, to: str, why: str, token: UUID, by: User) -> Tension:
    """Take it to a role or body that can do something about it. Raises Refused where the state does not allow it."""
    row = _lock_tension(tension)
    policies.check_why(to)
    policies.check_why(why)
    values = {"escalated_to": to, "escalated_on": site_today()}
    # The step names the body too, so that the path stays whole when it comes back or goes elsewhere.
    return _change_state(row, _Transition(TensionState.ESCALATED, f"{to}\n\n{why}", values), token=token, by=by)


@transaction.atomic
def bring_tension_back(tension: Tension, *, why: str, token: UUID, by: User) -> Tension:
    """Record that it is with the project again. Raises Refused where it was not escalated."""
    row = _lock_tension(tension)
    policies.check_why(why)
    if not _is_sent(token, by):
        policies.check_escalated(row)
    values = {"escalated_to": "", "escalated_on": None}
    return _change_state(row, _Transition(TensionState.OPEN, why, values), token=token, by=by)


@transaction.atomic
def close_tension(tension: Tension, *, to: TensionState, why: str, token: UUID, by: User) -> Tension:
    """Resolve it or live with it: two ends of equal worth, each with a sentence why."""
    row = _lock_tension(tension)
    policies.check_end(to)
    policies.check_why(why)
    if not _is_sent(token, by):
        policies.check_live(row)
    return _change_state(row, _Transition(to, why, {"closing": why, "closed_on": site_today()}), token=token, by=by)


@transaction.atomic
def reopen_tension(tension: Tension, *, why: str, token: UUID, by: User) -> Tension:
    """Open what had ended; the path still shows how. Raises Refused where it has not ended."""
    row = _lock_tension(tension)
    policies.check_why(why)
    if not _is_sent(token, by):
        policies.check_ended(row)
    values = {"closing": "", "closed_on": None, "escalated_to": "", "escalated_on": None}
    return _change_state(row, _Transition(TensionState.OPEN, why, values), token=token, by=by)
