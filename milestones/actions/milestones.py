"""Adding, changing, starting, completing and reopening milestones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from milestones import events
from milestones.enums import MilestoneKind, MilestoneState, Pace, RelationalStep
from milestones.models import DateChange, Milestone
from milestones.policies import milestones as policies
from projects.actions.locking import lock_open_project
from projects.models import Membership, Project


@dataclass(frozen=True)
class Plan:
    """What is planned: what is to be reached, whose it is, by when, at which pace.

    `step` is the step of the relationship that it is, if any.
    """

    title: str
    owner: Membership
    due_on: date
    pace: Pace
    kind: MilestoneKind
    step: str = ""


PLANNED = tuple(field.name for field in fields(Plan))


def lock_milestone(milestone: Milestone) -> Milestone:
    """The milestone as it is stored, its row and its project locked; raises `Refused` in a closed project."""
    lock_open_project(milestone.project)
    return Milestone.objects.select_for_update(of=("self",)).select_related("project", "owner").get(pk=milestone.pk)


@transaction.atomic
def add_milestone(project: Project, *, plan: Plan, token: UUID, by: User) -> Milestone:
    """Add a milestone; its first due date is its baseline. Sent twice with one token, it makes one."""
    locked = lock_open_project(project)
    _check_plan(locked, plan)

    def make() -> Milestone:
        values = {name: getattr(plan, name) for name in PLANNED}
        return Milestone.objects.create(
            project=locked, submitted_by=by, form_token=token, baseline_on=plan.due_on, **values
        )

    milestone, is_new = once(Milestone, by=by, token=token, make=make)
    if is_new:
        record(events.MILESTONE_ADDED, by=by, project=locked, target=milestone)
    return milestone


def _check_plan(project: Project, plan: Plan) -> None:
    policies.check_owner(project, plan.owner)
    policies.check_relational_step(plan.kind, plan.step)


@transaction.atomic
def add_relational_steps(project: Project, *, owner: Membership, days: Mapping[RelationalStep, date], by: User) -> int:
    """Plan steps of the relationship; those that are planned already stay as they are. Answers how many are new."""
    locked = lock_open_project(project)
    policies.check_owner(locked, owner)
    planned = set(Milestone.objects.filter(project=locked).exclude(step="").values_list("step", flat=True))
    new = {step: day for step, day in days.items() if step not in planned}
    for step, day in new.items():
        plan = Plan(str(step.label), owner, day, Pace.SLOW, MilestoneKind.RELATIONAL, step)
        add_milestone(locked, plan=plan, token=uuid4(), by=by)
    return len(new)


@transaction.atomic
def edit_milestone(milestone: Milestone, *, plan: Plan, note: str, version: int, by: User) -> Milestone:
    """Change a milestone as it was at `version`.

    Raises `Stale` where somebody else changed it since, `Refused` where the date moves without a note.
    """
    row = lock_milestone(milestone)
    policies.check_editable(row)
    policies.check_as_read(row, version)
    policies.check_note(row, plan.due_on, note)
    _check_plan(row.project, plan)
    changed = [name for name in PLANNED if getattr(row, name) != getattr(plan, name)]
    if not changed:
        return row
    if "due_on" in changed:
        _move(row, to=plan.due_on, note=note, by=by)
    for name in changed:
        setattr(row, name, getattr(plan, name))
    _save(row, *changed)
    if others := [name for name in changed if name != "due_on"]:
        record(events.MILESTONE_CHANGED, by=by, project=row.project, target=row, fields=", ".join(others))
    return row


def _move(row: Milestone, *, to: date, note: str, by: User) -> None:
    DateChange.objects.create(milestone=row, changed_by=by, from_on=row.due_on, to_on=to, note=note)
    dates = {"before": row.due_on.isoformat(), "after": to.isoformat()}
    record(events.MILESTONE_MOVED, by=by, project=row.project, target=row, **dates)


def _save(row: Milestone, *names: str) -> None:
    row.version += 1
    row.save(update_fields=[*names, "version"])


@transaction.atomic
def start_milestone(milestone: Milestone, *, by: User) -> Milestone:
    """Work has begun. Asked twice, it starts once."""
    row = lock_milestone(milestone)
    if row.state == MilestoneState.STARTED:
        return row
    policies.check_editable(row)
    policies.check_transition(row, MilestoneState.STARTED)
    row.state = MilestoneState.STARTED
    _save(row, "state")
    record(events.MILESTONE_STARTED, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def complete_milestone(milestone: Milestone, *, evidence: str, done_on: date, by: User) -> Milestone:
    """Complete it with evidence. The same request again changes nothing."""
    row = lock_milestone(milestone)
    if row.state == MilestoneState.DONE and (row.evidence, row.done_on) == (evidence, done_on):
        return row
    policies.check_complete(row, evidence, done_on)
    row.state, row.evidence, row.done_on = MilestoneState.DONE, evidence, done_on
    _save(row, "state", "evidence", "done_on")
    record(events.MILESTONE_COMPLETED, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def reopen_milestone(milestone: Milestone, *, by: User) -> Milestone:
    """It was not done after all. The evidence stays for the next completion. Asked twice, it reopens once."""
    row = lock_milestone(milestone)
    if row.state == MilestoneState.STARTED:
        return row
    policies.check_reopen(row)
    row.state, row.done_on = MilestoneState.STARTED, None
    _save(row, "state", "done_on")
    record(events.MILESTONE_REOPENED, by=by, project=row.project, target=row)
    return row
