"""Whether a membership may start, change or end."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from accounts.queries import addresses_of_administrators
from core.errors import Refused
from projects.models import Membership

ADMINISTRATOR_IS_NO_MEMBER = _lazy("An administrator looks after the whole site and cannot be a member of a project.")


def check_membership_dates(membership: Membership) -> None:
    """A membership ends after it starts."""
    if membership.expires_on is not None and membership.expires_on < membership.starts_on:
        raise Refused(_("The membership ends before it starts. Change one of the dates."))


def check_may_belong(person: User) -> None:
    """An administrator is a member of no project, by no road. Every act that makes or changes a member asks this."""
    if person.is_administrator:
        raise Refused(str(ADMINISTRATOR_IS_NO_MEMBER))
    check_address_may_belong(person.address)


def check_address_may_belong(email: str) -> None:
    """The same for an address: it may be a second one of an administrator's."""
    if email in addresses_of_administrators():
        raise Refused(str(ADMINISTRATOR_IS_NO_MEMBER))


def check_goes_on(membership: Membership) -> None:
    """A membership that has ended is not changed: whoever left is asked, and says yes. Needs `person` fetched."""
    if not membership.has_ended:
        return
    if membership.person.address:
        raise Refused(
            _("This membership has ended. Invite this person again: they are in the project once they accept.")
        )
    raise Refused(_("This membership has ended. To bring this person back, add them to the project again."))


def check_same_terms(membership: Membership, terms: Mapping[str, object]) -> None:
    """Whoever is in the project already is added on the same terms again, or not at all. Needs `person` fetched."""
    check_goes_on(membership)
    if any(getattr(membership, name) != value for name, value in terms.items()):
        raise Refused(_("This person is already in the project. Change their membership in the list of people."))
