"""Making and changing a project."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core import editing
from core.dates import site_today
from core.marks import mark_of
from core.models import once
from notifications.actions import let_mails_again
from projects import events
from projects.actions.locking import lock_open_project, lock_project
from projects.actions.members import Terms, add_member
from projects.enums import Approval, ProjectState, Role, Standpoint
from projects.measures.identifiers import tidy
from projects.models import Project
from projects.policies import projects as policies


@dataclass(frozen=True)
class ProjectDetails:
    """What somebody decides about a project."""

    title: str
    lay_summary: str
    approach: str
    starts_on: date
    ends_on: date
    full_text: str = ""
    context: str = ""


@dataclass(frozen=True)
class Approvals:
    """Who approves the project, and under which numbers others know it. A number may look odd: it is kept."""

    approval: Approval
    iras_id: str = ""
    rec_reference: str = ""
    cpms_id: str = ""
    isrctn: str = ""
    funder_reference: str = ""
    protocol_version: str = ""
    protocol_on: date | None = None


@dataclass(frozen=True)
class FirstCoordinator:
    """Who the project is handed to."""

    email: str
    full_name: str
    standpoint: Standpoint


@transaction.atomic
def create_project(*, details: ProjectDetails, coordinator: FirstCoordinator, token: UUID, by: User) -> Project:
    """A project that is forming, with its first coordinator. Sent twice with one token, it makes one."""
    project, is_new = once(Project, by=by, token=token, make=lambda: _save_new(details, token, by))
    if is_new:
        record(events.PROJECT_CREATED, by=by, project=project, target=project)
        terms = Terms(Role.COORDINATOR, coordinator.standpoint, site_today())
        add_member(project, email=coordinator.email, full_name=coordinator.full_name, terms=terms, by=by)
    return project


def _save_new(details: ProjectDetails, token: UUID, by: User) -> Project:
    project = Project(submitted_by=by, form_token=token, **asdict(details))
    policies.check_dates(project)
    project.save(force_insert=True)
    return project


@transaction.atomic
def edit_project(project: Project, *, details: ProjectDetails, seen: str | None = None, by: User) -> Project:
    """Change the description and the dates. Raises `Stale` where `seen` marks others than are stored."""
    locked = lock_open_project(project)
    _save_changes(locked, asdict(details), seen, by)
    return locked


@transaction.atomic
def edit_approvals(project: Project, *, approvals: Approvals, seen: str | None = None, by: User) -> Project:
    """Change approvals and numbers, each in its usual form where it has one. Raises `Stale` as `edit_project`."""
    locked = lock_open_project(project)
    values = {name: tidy(name, value) if isinstance(value, str) else value for name, value in asdict(approvals).items()}
    _save_changes(locked, values, seen, by)
    return locked


def _save_changes(locked: Project, values: dict[str, Any], seen: str | None, by: User) -> None:
    """Save what differs. The same values again change nothing, whatever was read; else raises `Stale`, Refused."""
    stored = {name: getattr(locked, name) for name in values}
    fields = [name for name, value in values.items() if stored[name] != value]
    if not fields:
        return
    editing.check_seen(mark_of(stored), seen)
    for name in fields:
        setattr(locked, name, values[name])
    policies.check_dates(locked)
    locked.save(update_fields=fields)
    record(events.PROJECT_CHANGED, by=by, project=locked, target=locked, fields=", ".join(fields))


@transaction.atomic
def change_state(project: Project, *, to: ProjectState, by: User) -> Project:
    """Take the project a step further in its life. Asked twice, it steps once.

    From the commit on a closed project takes no input and sends no mail: doors and outbox ask for its state.
    """
    locked = lock_project(project)
    if locked.state == to:
        return locked
    policies.check_project_step(locked, to)
    state_before, closed_at_before = locked.state, locked.closed_at
    locked.state = to
    if to == ProjectState.CLOSED:
        locked.closed_at = timezone.now()
    elif locked.is_open:
        locked.closed_at = None
    locked.save(update_fields=["state", "closed_at"])
    record(events.PROJECT_STATE_CHANGED, by=by, project=locked, target=locked, before=state_before, after=to.value)
    if closed_at_before is not None and locked.is_open:
        let_mails_again(locked.pk, since=closed_at_before, by=by)
    return locked
