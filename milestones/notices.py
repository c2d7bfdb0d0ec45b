"""What of milestones needs their owner, and what stays of them after a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.models import User
from core.dates import end_of_day, site_day
from milestones.models import Milestone
from milestones.policies.due import is_late
from milestones.queries.milestones import pressing_of, unfinished_of
from notifications.registry import Need, declare_needs
from participants.policies.withdrawing import LEAVES
from participants.registry import Effect, declare_effects
from projects.enums import Role
from projects.models import Project


@declare_needs(pressing_of, gettext_lazy("Milestones of yours"))
def milestone_of_mine(row: Milestone, person: User, now: datetime) -> Need:
    """A milestone of mine that is late or due soon."""
    assert row.owner is not None
    return Need(
        title=row.title,
        reason=_reason(row.owner.role),
        url=row.get_absolute_url(),
        project=row.project.title,
        due_at=end_of_day(row.due_on, person.time_zone),
        late=is_late(row, site_day(now)),
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
