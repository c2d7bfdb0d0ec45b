"""The numbers of projects that a coordinator's morning begins with, and the way to them from the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from notifications.registry import Overview, declare_overviews
from overview.queries import morning
from overview.queries.programme import led_by
from projects.registry import Measure, declare_measure

if TYPE_CHECKING:
    from accounts.models import User


def milestones(show: str, project: UUID) -> str:
    """The list of milestones that holds just these."""
    return f"{reverse('milestones:milestone_list', args=[project])}?show={show}"


LATE = declare_measure(
    Measure(
        name="late_milestones",
        one=_lazy("milestone late"),
        many=_lazy("milestones late"),
        column=_lazy("Milestones late"),
        count=morning.late_milestones,
        url=lambda project: milestones("late", project),
        late=True,
        rank=10,
    )
)
SOON = declare_measure(
    Measure(
        name="milestones_soon",
        one=_lazy("milestone due in the next 14 days"),
        many=_lazy("milestones due in the next 14 days"),
        column=_lazy("Due in 14 days"),
        count=morning.milestones_soon,
        url=lambda project: milestones("soon", project),
        rank=60,
    )
)
INVITATIONS = declare_measure(
    Measure(
        name="waiting_invitations",
        one=_lazy("invitation waiting for an answer"),
        many=_lazy("invitations waiting for an answer"),
        column=_lazy("Invitations waiting"),
        count=morning.waiting_invitations,
        url=lambda project: f"{reverse('projects:invitation_list', args=[project])}?show=waiting",
        rank=80,
    )
)


@declare_overviews
def what_i_coordinate(person: User, now: datetime) -> Iterator[Overview]:
    """The way to the project that somebody coordinates, or to all of them."""
    keys = [] if person.is_administrator else list(led_by(person).values_list("pk", flat=True)[:2])
    if len(keys) == 1:
        yield Overview(
            title=_("The project you coordinate"),
            text=_("What is late, who has not been heard, and what comes next."),
            url=reverse("overview:project_detail", args=keys),
        )
    elif keys or person.is_administrator:
        yield Overview(
            title=_("All projects") if person.is_administrator else _("The projects you coordinate"),
            text=_("In each of them: what is late, who has not been heard, and what comes next."),
            url=reverse("overview:programme"),
        )
