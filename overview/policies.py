"""May a copy of a project start on a day?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.days import fits
from core.errors import Refused


def check_moves(days: Iterable[date | None], by: timedelta) -> None:
    """No date of the copy leaves the time that a project can be about."""
    if not fits(days, by):
        raise Refused(_("Some dates of the copy would be before 1990 or after 2100. Choose another first day."))
