"""Starting a project from a copy of another: the plan and the words agreed on, no people and nothing they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.models import once
from glossary.models import Term
from milestones.models import Milestone, MilestoneLink, Phase
from overview.events import PROJECT_COPIED
from overview.policies import check_moves
from overview.queries.copies import contents_of
from projects import events as project_events
from projects.actions.locking import lock_project
from projects.actions.members import Terms, add_member
from projects.actions.projects import FirstCoordinator
from projects.enums import Role
from projects.models import Membership, Project
from projects.policies.members import check_may_belong
from understanding.models import Aim
from understanding.queries.aims import current_aim

BATCH_SIZE = 500  # rows to one statement
COPIED_FIELDS = ("lay_summary", "full_text", "context", "approach")


@dataclass(frozen=True)
class CopyDetails:
    """The title of a copy and its first day. Every date moves by as much as the first day does: the shift."""

    title: str
    starts_on: date


@transaction.atomic
def copy_project(
    original: Project, *, details: CopyDetails, coordinator: FirstCoordinator | None = None, token: UUID, by: User
) -> Project:
    """A forming project with the plan of another, also of a closed one. Sent twice with one token, it makes one.

    It is handed to `coordinator`. Without one, `by` coordinates it, and has to be a member of the original.
    """
    locked = lock_project(original)
    copy, is_new = once(Project, by=by, token=token, make=lambda: _make_copy(locked, details, token, by))
    if is_new:
        record(PROJECT_COPIED, by=by, project=copy, target=copy)
        owner = _add_coordinator(copy, coordinator, by) if coordinator else _make_copier_coordinator(locked, copy, by)
        _copy_plan(locked, copy, owner, by)
        _copy_aim_and_terms(locked, copy, by)
    return copy


def _make_copy(original: Project, details: CopyDetails, token: UUID, by: User) -> Project:
    shift = details.starts_on - original.starts_on
    check_moves(contents_of(original).days, shift)
    return Project.objects.create(
        title=details.title,
        starts_on=details.starts_on,
        ends_on=original.ends_on + shift,
        copied_from=original,
        submitted_by=by,
        form_token=token,
        **{name: getattr(original, name) for name in COPIED_FIELDS},
    )


def _add_coordinator(copy: Project, coordinator: FirstCoordinator, by: User) -> Membership:
    terms = Terms(Role.COORDINATOR, coordinator.standpoint, site_today())
    return add_member(copy, email=coordinator.email, full_name=coordinator.full_name, terms=terms, by=by)


def _make_copier_coordinator(original: Project, copy: Project, by: User) -> Membership:
    """Whoever copies coordinates the copy, from the standpoint and under the name they have in the original."""
    check_may_belong(by)
    there = Membership.objects.get(project=original, person=by)
    made = Membership.objects.create(
        project=copy,
        person=by,
        role=Role.COORDINATOR,
        standpoint=there.standpoint,
        starts_on=site_today(),
        name_rule=there.name_rule,
        pseudonym=there.pseudonym,
        added_by=by,
    )
    facts = {"role": made.role, "standpoint": made.standpoint}
    record(project_events.MEMBER_ADDED, by=by, project=copy, target=made, **facts)
    return made


def _copy_plan(original: Project, copy: Project, owner: Membership, by: User) -> None:
    """Phases, and milestones as if nothing had been done yet: their date is their baseline, and all have one owner."""
    shift = copy.starts_on - original.starts_on
    originals = list(Milestone.objects.filter(project=original).order_by("due_on", "created_at", "id"))
    copies = {milestone.pk: _copied_milestone(milestone, copy, owner, shift, by) for milestone in originals}
    Milestone.objects.bulk_create(copies.values(), batch_size=BATCH_SIZE)
    links = MilestoneLink.objects.filter(before__project=original, after__project=original)
    MilestoneLink.objects.bulk_create(
        [MilestoneLink(before=copies[link.before_id], after=copies[link.after_id]) for link in links],
        batch_size=BATCH_SIZE,
    )
    Phase.objects.bulk_create(
        [_copied_phase(phase, copy, shift, by) for phase in Phase.objects.filter(project=original)],
        batch_size=BATCH_SIZE,
    )


def _copied_milestone(
    original: Milestone, project: Project, owner: Membership, shift: timedelta, by: User
) -> Milestone:
    due_on = original.due_on + shift
    return Milestone(
        project=project,
        title=original.title,
        owner=owner,
        due_on=due_on,
        baseline_on=due_on,
        pace=original.pace,
        kind=original.kind,
        step=original.step,
        submitted_by=by,
    )


def _copied_phase(original: Phase, project: Project, shift: timedelta, by: User) -> Phase:
    return Phase(
        project=project,
        title=original.title,
        starts_on=original.starts_on + shift,
        ends_on=original.ends_on + shift,
        call=original.call,
        submitted_by=by,
    )


def _copy_aim_and_terms(original: Project, copy: Project, by: User) -> None:
    """The latest aim, which nobody has signed here, and the terms of the glossary without their meanings.

    What a term means is what somebody said: it stays in the project where they said it.
    """
    aim = current_aim(original)
    if aim is not None:
        Aim.objects.create(project=copy, number=1, text=aim.text, submitted_by=by)
    names = original.terms.order_by("name").values_list("name", flat=True)
    Term.objects.bulk_create([Term(project=copy, name=name, submitted_by=by) for name in names], batch_size=BATCH_SIZE)
