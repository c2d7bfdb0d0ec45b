"""What the state of a project allows, and which state may follow."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from projects.enums import PROJECT_STEPS, ProjectState
from projects.models import Project


def why_no_input(project: Project) -> str:
    """The sentence that says why a project takes no input: it is closed or archived. Empty while it takes some."""
    if project.is_open:
        return ""
    return _("This project is %(state)s. Nothing can be added or changed.") % {"state": _state_label(project)}


def check_open(project: Project) -> None:
    """Raises Refused where `why_no_input` has a sentence."""
    if why := why_no_input(project):
        raise Refused(why)


def _state_label(project: Project) -> str:
    return str(ProjectState(project.state).label).lower()


def next_project_states(project: Project) -> list[ProjectState]:
    """The states that may follow, in the order of a project's life."""
    return [state for state in ProjectState if state in PROJECT_STEPS[ProjectState(project.state)]]


def check_project_step(project: Project, to: ProjectState) -> None:
    """Only the steps of the table."""
    if to not in PROJECT_STEPS[ProjectState(project.state)]:
        words = {"before": _state_label(project), "after": str(to.label).lower()}
        raise Refused(_("A project that is %(before)s cannot become %(after)s.") % words)


def check_dates(project: Project) -> None:
    """A project ends after it starts."""
    if project.ends_on < project.starts_on:
        raise Refused(_("The project ends before it starts. Change one of the dates."))
