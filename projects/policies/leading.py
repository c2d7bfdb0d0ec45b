"""Who leads a project, and that one is never left without somebody who does."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import site_today
from core.errors import Refused
from projects.enums import ProjectState, Role
from projects.models import Membership, Project


def leads(project: Project, person: User) -> bool:
    """Is this person a coordinator of the project today? The same for rows: `Membership.objects.leading()`."""
    return Membership.objects.leading().filter(project=project, person=person).exists()


def _has_another_keeper(membership: Membership) -> bool:
    """Has the project another keeper (`is_keeper`), who can also sign in?"""
    lasting = Membership.objects.leading().filter(project=membership.project_id, expires_on=None)
    can_sign_in = lasting.filter(person__is_active=True, person__email__isnull=False)
    return can_sign_in.exclude(pk=membership.pk).exists()


def is_keeper(membership: Membership) -> bool:
    """Is this somebody who keeps the project going: a coordinator who has started and whose membership has no end?"""
    lasts = membership.expires_on is None and membership.ended_at is None
    return membership.role == Role.COORDINATOR and lasts and membership.starts_on <= site_today()


def check_keeps_a_coordinator(membership: Membership) -> None:
    """Asked of a membership as it would become: the project must keep a coordinator without an end date."""
    if not is_keeper(membership) and not _has_another_keeper(membership):
        raise Refused(
            _("A project needs a coordinator whose membership has no end date. Make somebody else coordinator first.")
        )


def check_can_lead(membership: Membership) -> None:
    """Whoever is a coordinator has an address to sign in with. Needs `person` fetched."""
    if membership.role == Role.COORDINATOR and not membership.person.address:
        raise Refused(_("A coordinator signs in, so this person needs an e-mail address first."))


def why_no_leaving(membership: Membership) -> str:
    """The sentence that tells the last keeper to hand over first; for others empty. Needs `project` fetched.

    An archived project needs no coordinator, and a membership that has ended keeps none.
    """
    if (
        not is_keeper(membership)
        or membership.project.state == ProjectState.ARCHIVED
        or _has_another_keeper(membership)
    ):
        return ""
    sentence = _(
        "The project “%(project)s” has no other coordinator. Make somebody else coordinator in the list of "
        "people first, or ask an administrator to do it."
    )
    return sentence % {"project": membership.project.title}


def check_leaves(membership: Membership) -> None:
    """Raises Refused where `why_no_leaving` says why."""
    if why := why_no_leaving(membership):
        raise Refused(why)
