"""A list of people read from a file, row by row, against who is in the project now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.queries import addresses_of_administrators
from projects.enums import InvitationState, Role, Standpoint
from projects.models import Invitation, InvitationList, Membership, where_not_ended

if TYPE_CHECKING:
    from projects.formats.people import ListedPerson

# Where a row stands: the tag it is shown with and its words. In the order in which rows are shown.
STANDINGS: dict[str, tuple[str, str | Promise]] = {
    "wrong": ("late", _("Needs correcting")),
    "twice": ("soon", _("Twice in this file: the first one counts")),
    "member": ("neutral", _("Already in the project")),
    "invited": ("neutral", _("Already invited")),
    "administrator": ("neutral", _("An administrator: cannot be a member of a project")),
    "invite": ("done", _("Will be invited")),
}
STANDINGS_IN_ORDER = list(STANDINGS)


@dataclass(frozen=True)
class ListRow:
    """A person of a list and what would become of them now; `standing` is a key of `STANDINGS`."""

    person: ListedPerson
    standing: str

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return STANDINGS[self.standing][0]

    @property
    def standing_label(self) -> str | Promise:
        """What becomes of it, in words."""
        return STANDINGS[self.standing][1]

    @property
    def role_label(self) -> str | Promise:
        """The role in words, or what was typed."""
        typed = self.person["role"]
        return Role(typed).label if typed in Role.values else typed

    @property
    def standpoint_label(self) -> str | Promise:
        """The standpoint in words, or what was typed."""
        typed = self.person["standpoint"]
        return Standpoint(typed).label if typed in Standpoint.values else typed


def list_rows(uploaded: InvitationList) -> list[ListRow]:
    """Every row in the order of the file. Three reads, however many rows."""
    members = Membership.objects.filter(where_not_ended(), project=uploaded.project_id)
    unanswered = Invitation.objects.filter(project=uploaded.project_id, state=InvitationState.UNANSWERED)
    addresses: dict[str, Iterable[str | None]] = {
        "invited": unanswered.values_list("email", flat=True),
        "member": members.values_list("person__email", flat=True),
        "administrator": addresses_of_administrators(),
    }
    why_not = {address: standing for standing, those in addresses.items() for address in those}
    seen: set[str] = set()
    return [ListRow(person, _standing(person, seen, why_not)) for person in uploaded.rows]


def _standing(person: ListedPerson, seen: set[str], why_not: Mapping[str | None, str]) -> str:
    """`seen` are the addresses of the rows above; `why_not` says of an address why nobody is invited there."""
    if person["wrong"]:
        return "wrong"
    if person["email"] in seen:
        return "twice"
    seen.add(person["email"])
    return why_not.get(person["email"], "invite")


def errors_first(rows: list[ListRow]) -> list[ListRow]:
    """What needs a look first; inside each kind the order of the file."""
    return sorted(rows, key=lambda row: (STANDINGS_IN_ORDER.index(row.standing), row.person["line"]))


def counts(rows: list[ListRow]) -> dict[str, int]:
    """How many rows stand where."""
    counted = Counter(row.standing for row in rows)
    return {standing: counted[standing] for standing in STANDINGS_IN_ORDER}
