"""What of milestones needs their owner, and what stays of them after a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from core.dates import site_day
from milestones.enums import MilestoneState
from milestones.models import Milestone
from milestones.queries.milestones import SOON, unfinished_of
from notifications.registry import Need, declare_needs
from participants.policies.withdrawing import LEAVES
from participants.registry import Effect, declare_effects
from projects.enums import OPEN_PROJECT, Role
from projects.models import Project, current


@declare_needs
def milestones_i_own(person: User, now: datetime) -> Iterator[Need]:
    """Milestones of mine that are late or due soon, in projects that are open and that I am in today."""
    zone = ZoneInfo(person.time_zone)
    today = site_day(now)
    mine = (
        Milestone.objects.filter(current("owner__"), owner__person=person, project__state__in=OPEN_PROJECT)
        .exclude(state=MilestoneState.DONE)
        .filter(due_on__lte=today + timedelta(days=SOON))
        .order_by("due_on", "id")
    )
    for title, role, due_on, project, *keys in mine.values_list(
        "title", "owner__role", "due_on", "project__title", "project_id", "pk"
    ):
        yield Need(
            title=title,
            reason=_reason(role),
            url=reverse("milestones:milestone_detail", args=keys),
            project=project,
            due_at=datetime.combine(due_on, time(23, 59), zone),
            late=due_on < today,
            whole_day=True,
        )


def _reason(role: str) -> str:
    if role == Role.COORDINATOR:
        return _("You own this milestone.")
    return _("You own this milestone. Tell a coordinator when it is done.")


OWNER_STAYS = ngettext_lazy(
    "%(count)d milestone keeps you as its owner until a coordinator names somebody else.",
    "%(count)d milestones keep you as their owner until a coordinator names somebody else.",
    "count",
)


@declare_effects(place=20)
def withdrawal_effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """The milestones of whoever leaves stay where they are."""
    if scope in LEAVES:
        count = unfinished_of(person, project).count()
        yield Effect(OWNER_STAYS % {"count": count}, count, possible=False)
