"""How far somebody can withdraw. Each `check_x` raises `Refused` with a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from participants.enums import Scope
from projects.models import Membership
from projects.policies.leading import check_leaves

# What each scope also does: it includes those before it.
LEAVES = frozenset({Scope.TAKING_PART, Scope.WORDS})


class EffectsChanged(Refused):
    """What a withdrawal would do is not what was shown any more. Nothing has been done."""


def check_is_member(membership: Membership | None) -> Membership:
    """Only whoever is in the project today withdraws from it, or lets it contact them again."""
    if membership is None:
        raise Refused(_("You do not take part in this project any more."))
    return membership


def scopes(membership: Membership) -> list[Scope]:
    """What is left to withdraw from: contact ends once."""
    return [scope for scope in Scope if scope != Scope.CONTACT or membership.no_contact_since is None]


def check_withdraw(membership: Membership, scope: Scope) -> None:
    """Contact ends once, and whoever leaves a project leaves it with a coordinator."""
    if scope not in scopes(membership):
        raise Refused(_("You are not contacted about this project any more. There is nothing to stop."))
    if scope in LEAVES:
        check_leaves(membership)


def check_same(seen: str, mark: str) -> None:
    """What somebody agreed to is what is done."""
    if seen != mark:
        raise EffectsChanged(
            _("Something has changed since you opened this page. Nothing is done yet. Read it once more.")
        )
