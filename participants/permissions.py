"""What the author of one contribution allows: who reads it, under what name, for what use (product feature B3)."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.permissions import name_of
from participants.enums import Audience, Use


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
