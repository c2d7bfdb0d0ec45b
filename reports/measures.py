"""Counts as a file that leaves may show them."""

from __future__ import annotations

from django.utils.translation import gettext as _

SMALL = 5


def safe_count(count: int) -> str:
    """The count in words; 1 to 4 people could be recognised, so these are "fewer than 5"."""
    return _("fewer than %(small)d") % {"small": SMALL} if 0 < count < SMALL else str(count)
