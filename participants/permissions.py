"""What the author of one contribution allows: who reads it, under what name, for what use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from accounts.permissions.names import name_of
from participants.enums import Audience, ClauseKind, Use

# What a "no" in somebody's consent rules out, whatever they permit for one contribution.
RULED_OUT: dict[str, tuple[Use, ...]] = {
    ClauseKind.QUOTED: (Use.QUOTED, Use.QUOTED_NAMED),
    ClauseKind.ARCHIVED: (Use.ARCHIVED,),
}


@dataclass(frozen=True)
class Permission:
    """The permission of one contribution, apart from the row that carries it. No use is granted by default."""

    audience: str
    name_rule: str
    pseudonym: str
    may_analyse: bool = False
    may_quote: bool = False
    may_quote_named: bool = False
    may_archive: bool = False

    @property
    def audience_label(self) -> str:
        """Who reads it, in words."""
        return str(Audience(self.audience).label)

    @property
    def uses(self) -> list[str]:
        """What it may be used for, in words; empty: only being read."""
        return [str(use.label) for use in Use if getattr(self, use.value)]

    def shown_as(self, *, full_name: str, standpoint: str) -> str:
        """The name that readers see."""
        return name_of(self.name_rule, full_name=full_name, pseudonym=self.pseudonym, standpoint=standpoint)


def effective(permission: Permission, answers: Mapping[str, bool]) -> Permission:
    """The permission as it counts: a "no" to a kind of clause wins. A kind that was not asked rules nothing out."""
    refused = [use for kind, uses in RULED_OUT.items() if answers.get(kind) is False for use in uses]
    ruled_out: dict[str, Any] = {use.value: False for use in refused}
    return replace(permission, **ruled_out)
