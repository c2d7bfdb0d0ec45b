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
from projects import events
from projects.actions.locking import lock_project
from projects.actions.members import Terms, add_member
from projects.actions.projects import FirstCoordinator
from projects.enums import Role
from projects.models import Membership, Project
from projects.policies.members import check_may_belong
from understanding.models import Aim
from understanding.queries.aims import current_aim

AT_ONCE = 500  # rows to one statement
COPIED_FIELDS = ("lay_summary", "full_text", "context", "approach")


@dataclass(frozen=True)
class CopyDetails:
    """The title of a copy and its first day: every date moves as its first day does."""

    title: str
    starts_on: date


@transaction.atomic
def copy_project(
    source: Project, *, details: CopyDetails, coordinator: FirstCoordinator | None = None, token: UUID, by: User
) -> Project:
    """A forming project with the plan of another, also of a closed one. Sent twice with one token, it makes one.

    It is handed to `coordinator`, or stays with whoever copies, who then is a member of the original.
    """
    locked = lock_project(source)
    project, is_new = once(Project, by=by, token=token, make=lambda: _make_project(locked, details, token, by))
    if is_new:
        record(PROJECT_COPIED, by=by, project=project, target=project)
        lead = _hand_over(project, coordinator, by) if coordinator else _lead_by_maker(locked, project, by)
        _copy_plan(locked, project, lead, by)
        _copy_words(locked, project, by)
    return project


def _make_project(source: Project, details: CopyDetails, token: UUID, by: User) -> Project:
    moved = details.starts_on - source.starts_on
    check_moves(contents_of(source).days, moved)
    return Project.objects.create(
        title=details.title,
        starts_on=details.starts_on,
        ends_on=source.ends_on + moved,
        copied_from=source,
        submitted_by=by,
        form_token=token,
        **{name: getattr(source, name) for name in COPIED_FIELDS},
    )


def _hand_over(project: Project, coordinator: FirstCoordinator, by: User) -> Membership:
    terms = Terms(Role.COORDINATOR, coordinator.standpoint, site_today())
    return add_member(project, email=coordinator.email, full_name=coordinator.full_name, terms=terms, by=by)


def _lead_by_maker(source: Project, project: Project, by: User) -> Membership:
    """Whoever copies leads the copy, from the standpoint and under the name they have in the original."""
    check_may_belong(by)
    original = Membership.objects.get(project=source, person=by)
    lead = Membership.objects.create(
        project=project,
        person=by,
        role=Role.COORDINATOR,
        standpoint=original.standpoint,
        starts_on=site_today(),
        name_rule=original.name_rule,
        pseudonym=original.pseudonym,
        added_by=by,
    )
    record(events.MEMBER_ADDED, by=by, project=project, target=lead, role=lead.role, standpoint=lead.standpoint)
    return lead


def _copy_plan(source: Project, project: Project, lead: Membership, by: User) -> None:
    """Phases, and milestones as if nothing had been done yet: their date is their baseline."""
    moved = project.starts_on - source.starts_on
    before = list(Milestone.objects.filter(project=source).order_by("due_on", "created_at", "id"))
    after = {row.pk: _moved_milestone(row, project, lead, moved, by) for row in before}
    Milestone.objects.bulk_create(after.values(), batch_size=AT_ONCE)
    links = MilestoneLink.objects.filter(before__project=source, after__project=source)
    pairs = [(after[link.before_id].pk, after[link.after_id].pk) for link in links]
    MilestoneLink.objects.bulk_create(
        [MilestoneLink(before_id=first, after_id=then) for first, then in pairs], batch_size=AT_ONCE
    )
    Phase.objects.bulk_create(
        [_moved_phase(phase, project, moved, by) for phase in Phase.objects.filter(project=source)], batch_size=AT_ONCE
    )


def _moved_milestone(row: Milestone, project: Project, lead: Membership, moved: timedelta, by: User) -> Milestone:
    due_on = row.due_on + moved
    return Milestone(
        project=project,
        title=row.title,
        owner=lead,
        due_on=due_on,
        baseline_on=due_on,
        pace=row.pace,
        kind=row.kind,
        step=row.step,
        submitted_by=by,
    )


def _moved_phase(phase: Phase, project: Project, moved: timedelta, by: User) -> Phase:
    return Phase(
        project=project,
        title=phase.title,
        starts_on=phase.starts_on + moved,
        ends_on=phase.ends_on + moved,
        call=phase.call,
        submitted_by=by,
    )


def _copy_words(source: Project, project: Project, by: User) -> None:
    """The latest aim, which nobody has signed here, and the words of the glossary.

    What a word means is what somebody said: it stays in the project where they said it.
    """
    aim = current_aim(source)
    if aim is not None:
        Aim.objects.create(project=project, number=1, text=aim.text, submitted_by=by)
    names = source.terms.order_by("name").values_list("name", flat=True)
    Term.objects.bulk_create([Term(project=project, name=name, submitted_by=by) for name in names], batch_size=AT_ONCE)
