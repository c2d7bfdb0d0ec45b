"""What the state of a project allows, and which state may follow."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from projects.enums import PROJECT_STEPS, ProjectState
from projects.models import Project


def check_open(project: Project) -> None:
    """A closed or archived project takes no input."""
    if not project.is_open:
        raise Refused(_("This project is %(state)s. Nothing can be added or changed.") % {"state": _state(project)})


def _state(project: Project) -> str:
    return str(ProjectState(project.state).label).lower()


def next_project_states(project: Project) -> list[ProjectState]:
    """The states that may follow, in the order of a project's life."""
    return [state for state in ProjectState if state in PROJECT_STEPS[ProjectState(project.state)]]


def check_project_step(project: Project, to: ProjectState) -> None:
    """Only the steps of the table."""
    if to not in PROJECT_STEPS[ProjectState(project.state)]:
        words = {"before": _state(project), "after": str(to.label).lower()}
        raise Refused(_("A project that is %(before)s cannot become %(after)s.") % words)


def check_dates(project: Project) -> None:
    """A project ends after it starts."""
    if project.ends_on < project.starts_on:
        raise Refused(_("The project ends before it starts. Change one of the dates."))
