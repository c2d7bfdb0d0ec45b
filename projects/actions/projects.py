"""Making and changing a project."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.models import once
from projects import events, policies
from projects.actions import hold, hold_open
from projects.actions.members import Terms, add_member
from projects.enums import ProjectState, Role, Standpoint
from projects.models import Project


@dataclass(frozen=True)
class ProjectWords:
    """What somebody decides about a project."""

    title: str
    lay_summary: str
    approach: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class FirstCoordinator:
    """Who the project is handed to."""

    email: str
    full_name: str
    standpoint: Standpoint


@transaction.atomic
def create_project(*, words: ProjectWords, coordinator: FirstCoordinator, token: UUID, by: User) -> Project:
    """A project that is forming, with its first coordinator. Sent twice with one token, it makes one."""
    project, is_new = once(Project, by=by, token=token, make=lambda: _make(words, token, by))
    if is_new:
        record(events.PROJECT_CREATED, by=by, project=project, target=project)
        terms = Terms(Role.COORDINATOR, coordinator.standpoint, timezone.localdate())
        add_member(project, email=coordinator.email, full_name=coordinator.full_name, terms=terms, by=by)
    return project


def _make(words: ProjectWords, token: UUID, by: User) -> Project:
    project = Project(submitted_by=by, form_token=token, **asdict(words))
    policies.check_dates(project)
    project.save(force_insert=True)
    return project


@transaction.atomic
def edit_project(project: Project, *, words: ProjectWords, by: User) -> Project:
    """Change the description and the dates."""
    held = hold_open(project)
    fields = [name for name, value in asdict(words).items() if getattr(held, name) != value]
    for name in fields:
        setattr(held, name, getattr(words, name))
    policies.check_dates(held)
    if fields:
        held.save(update_fields=fields)
        record(events.PROJECT_CHANGED, by=by, project=held, target=held, fields=", ".join(fields))
    return held


@transaction.atomic
def change_state(project: Project, *, to: ProjectState, by: User) -> Project:
    """Take the project a step further in its life. Asked twice, it steps once."""
    held = hold(project)
    if held.state == to:
        return held
    policies.check_project_step(held, to)
    before, held.state = held.state, to
    held.save(update_fields=["state"])
    record(events.PROJECT_STATE_CHANGED, by=by, project=held, target=held, before=before, after=to.value)
    return held
