"""What may be a phase. Gaps and overlaps are allowed: a project is not always in just one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from milestones.models import Phase
from projects.models import Project

MOST_PHASES = 30  # more would hide where we are


def has_room(count: int) -> bool:
    """Is there room for another phase beside so many?"""
    return count < MOST_PHASES


def check_room(project: Project) -> None:
    """At most `MOST_PHASES` phases in a project."""
    if not has_room(Phase.objects.filter(project=project).count()):
        raise Refused(_("A project has at most %(number)d phases. Remove one first.") % {"number": MOST_PHASES})


def check_there(phase: Phase | None) -> Phase:
    """The phase, if nobody has removed it meanwhile."""
    if phase is None:
        raise Refused(_("Somebody else has removed this phase. Add it again if you still need it."))
    return phase


def check_dates(phase: Phase) -> None:
    """A phase ends on the day it starts, or later."""
    if phase.ends_on < phase.starts_on:
        raise Refused(_("The phase ends before it starts. Change one of the dates."))
