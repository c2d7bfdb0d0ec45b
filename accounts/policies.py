"""What may be kept of a form that somebody has begun."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from core.kept import Fields, fits

MOST_DRAFTS = 200  # of one person
KEPT_FOR = timedelta(days=180)


def check_draft(fields: Fields) -> None:
    """A form of a size that people type. Raises Refused."""
    if not fits(fields):
        raise Refused(_("This is too long to be kept while you write. Shorten it, or copy your text."))


def check_here(person: User) -> None:
    """Nothing is kept for somebody who was erased or shut out meanwhile. Raises Refused."""
    if not person.is_active:
        raise Refused(_("This account is closed."))
