"""Who leads a project, and whether a membership may change or end."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from projects.enums import ProjectState, Role
from projects.models import Membership, Project


def leads(project: Project, person: User) -> bool:
    """Is this person a coordinator of the project today?"""
    mine = Membership.objects.current().filter(project=project, person=person, role=Role.COORDINATOR)
    return mine.exists()


def _keepers(project_id: object, on: date) -> Q:
    return Q(
        project_id=project_id, role=Role.COORDINATOR, starts_on__lte=on, expires_on=None, person__is_active=True
    ) & Q(person__email__isnull=False)


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


def check_can_lead(membership: Membership) -> None:
    """A coordinator signs in. Needs `person` fetched."""
    if membership.role == Role.COORDINATOR and not membership.person.address:
        raise Refused(_("A coordinator signs in, so this person needs an e-mail address first."))


def not_ended(today: date) -> Q:
    """Memberships of today and of days to come."""
    return Q(expires_on=None) | Q(expires_on__gt=today)


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
                "The project “%(project)s” has no other coordinator. Make somebody else coordinator in the list of "
                "people first, or ask an administrator to do it."
            )
            % {"project": membership.project.title}
        )
