"""May a copy of a project start on a day, and may the state of a project be changed from its page?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import fits
from core.errors import Refused
from projects.enums import ProjectState
from projects.models import Project
from projects.policies.projects import check_project_step

OUT_OF_TIME = gettext_lazy("Some dates of the copy would be before 1990 or after 2100. Choose another first day.")


def check_moves(days: Iterable[date | None], shift: timedelta) -> None:
    """None of these days of the original, moved by `shift`, leaves the time that a project can be about."""
    if not fits(days, shift):
        raise Refused(str(OUT_OF_TIME))


def check_state_change(project: Project, from_states: Collection[ProjectState], to: ProjectState) -> None:
    """The table of states leads to `to`, and the project is in one of the states that this page is for.

    Both opening again and making active lead to active, so that the table alone would let one page do the other's.
    """
    check_project_step(project, to)
    if ProjectState(project.state) not in from_states:
        raise Refused(_("That step is not open to this project now. Look at its state."))
