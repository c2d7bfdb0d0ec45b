"""What of milestones needs their owner, and what stays of them after a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from core.dates import site_day
from milestones.models import Milestone
from milestones.policies.due import is_late, where_late, where_soon
from milestones.queries.milestones import unfinished_of
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
    pressing = where_late(today) | where_soon(today)
    mine = Milestone.objects.filter(current("owner__"), pressing, owner__person=person, project__state__in=OPEN_PROJECT)
    rows = mine.order_by("due_on", "id")
    for row in rows.select_related("owner", "project").defer("evidence"):
        yield Need(
            title=row.title,
            reason=_reason(row.owner.role),
            url=row.get_absolute_url(),
            project=row.project.title,
            due_at=datetime.combine(row.due_on, time(23, 59), zone),
            late=is_late(row, today),
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
