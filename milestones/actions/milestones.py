"""Adding, changing, starting, completing and reopening milestones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.errors import Refused
from core.models import once
from milestones import events
from milestones.enums import MilestoneKind, MilestoneState, Pace, RelationalStep
from milestones.models import DateChange, Milestone
from milestones.policies import milestones as policies
from milestones.policies.milestones import check_step
from projects.actions.locking import lock_open_project
from projects.models import Membership, Project


@dataclass(frozen=True)
class Plan:
    """What somebody plans: a step, whose it is, by when, at which pace. `step` is one of the relationship, if any."""

    title: str
    owner: Membership
    due_on: date
    pace: Pace
    kind: MilestoneKind
    step: str = ""


def _fields(plan: Plan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in Plan.__dataclass_fields__}


def hold_milestone(milestone: Milestone) -> Milestone:
    """The milestone as it is stored, its project locked and open."""
    lock_open_project(milestone.project)
    return Milestone.objects.select_for_update(of=("self",)).select_related("project", "owner").get(pk=milestone.pk)


@transaction.atomic
def add_milestone(project: Project, *, plan: Plan, token: UUID, by: User) -> Milestone:
    """Add a milestone; its first due date is its baseline. Sent twice with one token, it makes one."""
    held = lock_open_project(project)
    check_plan(held, plan)

    def make() -> Milestone:
        return Milestone.objects.create(
            project=held, submitted_by=by, form_token=token, baseline_on=plan.due_on, **_fields(plan)
        )

    milestone, is_new = once(Milestone, by=by, token=token, make=make)
    if is_new:
        record(events.MILESTONE_ADDED, by=by, project=held, target=milestone)
    return milestone


def check_plan(project: Project, plan: Plan) -> None:
    """The owner is of the project, and a step of the relationship is of that kind."""
    check_owner(project, plan.owner)
    check_step(plan.kind, plan.step)


def check_owner(project: Project, owner: Membership) -> None:
    """Nobody of another project owns a milestone here."""
    if owner.project_id != project.pk:
        raise Refused(_("The owner of a milestone takes part in the project."))


@transaction.atomic
def add_steps(project: Project, *, owner: Membership, days: Mapping[RelationalStep, date], by: User) -> int:
    """Plan steps of the relationship; those that are planned already stay as they are. Answers how many are new."""
    held = lock_open_project(project)
    check_owner(held, owner)
    there = set(Milestone.objects.filter(project=held).exclude(step="").values_list("step", flat=True))
    new = {step: day for step, day in days.items() if step not in there}
    for step, day in new.items():
        plan = Plan(str(step.label), owner, day, Pace.SLOW, MilestoneKind.RELATIONAL, step)
        add_milestone(held, plan=plan, token=uuid4(), by=by)
    return len(new)


@transaction.atomic
def edit_milestone(milestone: Milestone, *, plan: Plan, note: str, version: int, by: User) -> Milestone:
    """Change a milestone as it was at `version`.

    Raises `Stale` where somebody else changed it since, `Refused` where the date moves without a note.
    """
    row = hold_milestone(milestone)
    policies.check_milestone_editable(row)
    policies.check_fresh(row, version)
    policies.check_note(row, plan.due_on, note)
    check_plan(row.project, plan)
    fields = [name for name, value in _fields(plan).items() if getattr(row, name) != value]
    if not fields:
        return row
    if "due_on" in fields:
        _move(row, to=plan.due_on, note=note, by=by)
    for name in fields:
        setattr(row, name, getattr(plan, name))
    _save(row, *fields)
    if others := [name for name in fields if name != "due_on"]:
        record(events.MILESTONE_CHANGED, by=by, project=row.project, target=row, fields=", ".join(others))
    return row


def _move(row: Milestone, *, to: date, note: str, by: User) -> None:
    DateChange.objects.create(milestone=row, changed_by=by, from_on=row.due_on, to_on=to, note=note)
    dates = {"before": row.due_on.isoformat(), "after": to.isoformat()}
    record(events.MILESTONE_MOVED, by=by, project=row.project, target=row, **dates)


def _save(row: Milestone, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


@transaction.atomic
def start_milestone(milestone: Milestone, *, by: User) -> Milestone:
    """Work has begun. Asked twice, it starts once."""
    row = hold_milestone(milestone)
    if row.state == MilestoneState.STARTED:
        return row
    if row.state == MilestoneState.DONE:
        raise Refused(_("This milestone is completed. Reopen it to change it."))
    policies.check_milestone_step(row, MilestoneState.STARTED)
    row.state = MilestoneState.STARTED
    _save(row, "state")
    record(events.MILESTONE_STARTED, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def complete_milestone(milestone: Milestone, *, evidence: str, done_on: date, by: User) -> Milestone:
    """Complete it with evidence. The same request again changes nothing."""
    row = hold_milestone(milestone)
    if row.state == MilestoneState.DONE and (row.evidence, row.done_on) == (evidence, done_on):
        return row
    policies.check_milestone_step(row, MilestoneState.DONE)
    if not evidence.strip():
        raise Refused(_("Say what shows that it is done."))
    if done_on > site_today():
        raise Refused(_("A milestone is completed today or on a day before."))
    row.state, row.evidence, row.done_on = MilestoneState.DONE, evidence, done_on
    _save(row, "state", "evidence", "done_on")
    record(events.MILESTONE_COMPLETED, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def reopen_milestone(milestone: Milestone, *, by: User) -> Milestone:
    """It was not done after all. The evidence stays for the next completion. Asked twice, it reopens once."""
    row = hold_milestone(milestone)
    if row.state == MilestoneState.STARTED:
        return row
    if row.state != MilestoneState.DONE:
        raise Refused(_("This milestone is not completed yet."))
    policies.check_milestone_step(row, MilestoneState.STARTED)
    row.state, row.done_on = MilestoneState.STARTED, None
    _save(row, "state", "done_on")
    record(events.MILESTONE_REOPENED, by=by, project=row.project, target=row)
    return row
