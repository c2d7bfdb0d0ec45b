"""What the state of a project allows. `check_x` raises `Refused` with the sentence to show; `can_x` answers."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from projects.enums import MILESTONE_STEPS, PROJECT_STEPS, MilestoneState, ProjectState, Role
from projects.models import Membership, Milestone, Project


class Stale(Refused):
    """Somebody else changed this since it was read. Nothing has been written."""


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


def _keepers(project_id: object, on: date) -> Q:
    return Q(project_id=project_id, role=Role.COORDINATOR, starts_on__lte=on, expires_on=None, person__is_active=True)


def is_keeper(membership: Membership, on: date) -> bool:
    """Is this a coordinator who has started and whose membership has no end?"""
    return membership.role == Role.COORDINATOR and membership.expires_on is None and membership.starts_on <= on


def check_keeps_a_coordinator(membership: Membership) -> None:
    """Asked of a membership as it would become: the project must keep a coordinator without an end date."""
    today = timezone.localdate()
    others = Membership.objects.filter(_keepers(membership.project_id, today)).exclude(pk=membership.pk)
    if not is_keeper(membership, today) and not others.exists():
        raise Refused(
            _("A project needs a coordinator whose membership has no end date. Make somebody else coordinator first.")
        )


def check_membership_dates(membership: Membership) -> None:
    """A membership ends after it starts."""
    if membership.expires_on is not None and membership.expires_on < membership.starts_on:
        raise Refused(_("The membership ends before it starts. Change one of the dates."))


def can_step(milestone: Milestone, to: MilestoneState) -> bool:
    """Does the table let this milestone go there?"""
    return to in MILESTONE_STEPS[MilestoneState(milestone.state)]


def check_milestone_step(milestone: Milestone, to: MilestoneState) -> None:
    """Only the steps of the table."""
    if not can_step(milestone, to):
        state = str(MilestoneState(milestone.state).label).lower()
        raise Refused(_("This milestone is %(state)s. That step is not open to it.") % {"state": state})


def check_milestone_editable(milestone: Milestone) -> None:
    """A completed milestone stands as it was completed."""
    if milestone.state == MilestoneState.DONE:
        raise Refused(_("This milestone is completed. Reopen it to change it."))


def check_fresh(milestone: Milestone, version: int) -> None:
    """What somebody read is still what is stored."""
    if milestone.version != version:
        raise Stale(
            _("Somebody else changed this milestone while you were writing. Nothing of yours has been saved yet.")
        )


def check_note(milestone: Milestone, due_on: date, note: str) -> None:
    """A date moves only with a reason."""
    if due_on != milestone.due_on and not note:
        raise Refused(_("Say why the date changes."))


def last_day() -> date:
    """For a membership that ends now: over on the person's own clock and on that of the jobs."""
    return min(timezone.localdate(), timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE)))


def check_leaves(membership: Membership) -> None:
    """The last coordinator hands over first. An archived project needs none; nor does whoever has left lead one."""
    today = last_day()
    leads = is_keeper(membership, timezone.localdate())
    if not leads or membership.project.state == ProjectState.ARCHIVED:
        return
    others = Membership.objects.filter(_keepers(membership.project_id, today)).exclude(pk=membership.pk)
    if not others.exists():
        raise Refused(
            _(
                "You are the only coordinator of “%(project)s”. Make somebody else coordinator in the list of people "
                "first, or ask an administrator to do it. Then you can leave."
            )
            % {"project": membership.project.title}
        )
