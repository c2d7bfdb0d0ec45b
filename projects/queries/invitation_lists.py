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
from projects.models import Invitation, InvitationList, Membership, not_ended

if TYPE_CHECKING:
    from projects.formats.people import Listed

# Where a row stands: the tag it is shown with and its words. In the order in which rows are shown.
STANDINGS: dict[str, tuple[str, str | Promise]] = {
    "wrong": ("late", _("Needs correcting")),
    "twice": ("soon", _("Twice in this file: the first one counts")),
    "member": ("neutral", _("Already in the project")),
    "waiting": ("neutral", _("Already invited")),
    "administrator": ("neutral", _("An administrator: cannot be a member of a project")),
    "invite": ("done", _("Will be invited")),
}
ORDER = list(STANDINGS)


@dataclass(frozen=True)
class ListRow:
    """A row of a list and what would become of it now."""

    row: Listed
    standing: str

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return STANDINGS[self.standing][0]

    @property
    def label(self) -> str | Promise:
        """What becomes of it, in words."""
        return STANDINGS[self.standing][1]

    @property
    def role(self) -> str | Promise:
        """The role in words, or what was typed."""
        typed = self.row["role"]
        return Role(typed).label if typed in Role.values else typed

    @property
    def standpoint(self) -> str | Promise:
        """The standpoint in words, or what was typed."""
        typed = self.row["standpoint"]
        return Standpoint(typed).label if typed in Standpoint.values else typed


def list_rows(people: InvitationList) -> list[ListRow]:
    """Every row in the order of the file. Three reads, however many rows."""
    members = Membership.objects.filter(not_ended(), project=people.project_id)
    here = members.values_list("person__email", flat=True)
    invited = Invitation.objects.filter(project=people.project_id, state=InvitationState.WAITING)
    waiting = invited.values_list("email", flat=True)
    known: dict[str, Iterable[str | None]] = {"waiting": waiting, "member": here}
    known["administrator"] = addresses_of_administrators()
    taken = {address: standing for standing, addresses in known.items() for address in addresses}
    seen: set[str] = set()
    return [ListRow(row, _standing(row, seen, taken)) for row in people.rows]


def _standing(row: Listed, seen: set[str], taken: Mapping[str | None, str]) -> str:
    """`taken` says of an address why nobody is invited there."""
    if row["wrong"]:
        return "wrong"
    if row["email"] in seen:
        return "twice"
    seen.add(row["email"])
    return taken.get(row["email"], "invite")


def errors_first(rows: list[ListRow]) -> list[ListRow]:
    """What needs a look first; inside each kind the order of the file."""
    return sorted(rows, key=lambda row: (ORDER.index(row.standing), row.row["line"]))


def counts(rows: list[ListRow]) -> dict[str, int]:
    """How many rows stand where."""
    counted = Counter(row.standing for row in rows)
    return {standing: counted[standing] for standing in ORDER}
