"""Two people change the same thing: what one read has to be what is stored."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused


class TooMany(Refused):
    """Asked for too often; an hour later it is possible again."""


class Stale(Refused):
    """Somebody else changed this since it was read. Nothing has been written."""


def check_seen(seen: str, stored: str) -> None:
    """What somebody read, by its mark, is still what is stored. Without a mark nothing is asked."""
    if seen and seen != stored:
        raise Stale(_("Somebody else changed this while you were writing. Nothing of yours has been saved yet."))
