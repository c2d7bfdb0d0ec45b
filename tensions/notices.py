"""What of the register of tensions needs somebody, and what of it a coordinator's morning counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from accounts.models import User
from notifications.registry import Need, declare_needs
from participants.policies.withdrawing import LEAVES
from participants.registry import Effect, declare_effects
from projects.models import Project
from tensions import queries
from tensions.models import Tension


@declare_needs(queries.quiet_tensions, gettext_lazy("Tensions and barriers of yours"))
def tension_gone_quiet(tension: Tension, person: User, now: datetime) -> Need:
    """A tension of mine that is not over, about which nobody has said anything for a month."""
    return Need(
        title=_("Say what happened with this tension: %(title)s") % {"title": tension.title},
        reason=_("You own it, and no step has been recorded for %(days)s days.") % {"days": queries.QUIET},
        url=reverse("tensions:tension_step", args=[tension.project_id, tension.pk]),
        project=tension.project.title,
    )


def _address_of_list(project_id: UUID, query: str) -> str:
    return f"{reverse('tensions:tension_list', args=[project_id])}?{query}"


@declare_needs(queries.projects_to_find_owners_in, gettext_lazy("Tensions and barriers without an owner"))
def owners_to_find(project: Project, person: User, now: datetime) -> Need:
    """A project that I coordinate in which a tension that is not over has no owner."""
    number: int = project.unowned  # type: ignore[attr-defined]  # annotated
    return Need(
        title=ngettext(
            "Find an owner for %(number)s tension or barrier",
            "Find owners for %(number)s tensions or barriers",
            number,
        )
        % {"number": number},
        reason=_("Nobody looks after it yet. Coordinators choose the owner."),
        url=_address_of_list(project.pk, "state=live&owner=nobody"),
        project=project.title,
    )


STAYS = ngettext_lazy(
    "%(count)d tension or barrier that you raised stays: the project keeps it together.",
    "%(count)d tensions or barriers that you raised stay: the project keeps them together.",
    "count",
)


@declare_effects(place=40)
def withdrawal_effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """What was raised is kept by the project together."""
    if scope in LEAVES:
        count = queries.raised_by(person, project).count()
        yield Effect(STAYS % {"count": count}, count, possible=False)
