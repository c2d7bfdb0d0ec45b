"""What of the register of tensions needs somebody, and what of it a coordinator's morning counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core.dates import site_day
from notifications.registry import Need, declare_needs
from overview.queries.morning import by_project
from projects.registry import Measure, declare_measure
from tensions import queries
from tensions.enums import TensionState
from tensions.models import Tension


@declare_needs
def tensions_gone_quiet(person: User, now: datetime) -> Iterator[Need]:
    """Tensions of mine that are not over, about which nobody has said anything for a month."""
    for tension in queries.quiet(person, now):
        yield Need(
            title=_("Say what happened with this tension: %(title)s") % {"title": tension.title},
            reason=_("You own it, and no step has been recorded for %(days)s days.") % {"days": queries.QUIET},
            url=reverse("tensions:tension_step", args=[tension.project_id, tension.pk]),
            project=tension.project.title,
        )


@declare_needs
def tensions_without_an_owner(person: User, now: datetime) -> Iterator[Need]:
    """Projects that I coordinate in which a tension that is not over has no owner."""
    for project in queries.to_give(person):
        number: int = project.unowned  # type: ignore[attr-defined]  # annotated
        yield Need(
            title=ngettext(
                "Find an owner for %(number)s tension or barrier",
                "Find owners for %(number)s tensions or barriers",
                number,
            )
            % {"number": number},
            reason=_("Nobody looks after it yet. Coordinators choose the owner."),
            url=_list(project.pk, "state=live&owner=nobody"),
            project=project.title,
        )


def _list(project_id: UUID, asked: str) -> str:
    return f"{reverse('tensions:tension_list', args=[project_id])}?{asked}"


def _old(now: datetime) -> Q:
    return queries.live() & queries.older(queries.OLD, site_day(now))


def _escalated(now: datetime) -> Q:
    return Q(state=TensionState.ESCALATED)


def _counting(which: Callable[[datetime], Q]) -> Callable[[Collection[UUID], datetime], Mapping[UUID, int]]:
    return lambda projects, now: by_project(Tension.objects.filter(which(now)), projects)


OLD = declare_measure(
    Measure(
        name="projects.tensions_old",
        one=gettext_lazy("tension or barrier open for more than 90 days"),
        many=gettext_lazy("tensions or barriers open for more than 90 days"),
        column=gettext_lazy("Tensions open for more than 90 days"),
        count=_counting(_old),
        url=lambda project_id: _list(project_id, "state=live&age=old"),
    )
)
ESCALATED = declare_measure(
    Measure(
        name="projects.tensions_escalated",
        one=gettext_lazy("tension or barrier escalated"),
        many=gettext_lazy("tensions or barriers escalated"),
        column=gettext_lazy("Tensions escalated"),
        count=_counting(_escalated),
        url=lambda project_id: _list(project_id, "state=escalated"),
    )
)
