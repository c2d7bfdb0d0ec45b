"""What of a dialogue may be taken up as a contribution."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from dialogues.models import Reflection
from dialogues.policies.words import FOR_EVERY_SEAT


def may_take_up(audience: str) -> bool:
    """Does the author's permission let the group use these words?"""
    return audience in FOR_EVERY_SEAT


def check_take_up(reflection: Reflection) -> None:
    """Raises Refused, with what to do about it."""
    if not may_take_up(reflection.audience):
        raise Refused(
            _(
                "Whoever wrote this has not opened it to the whole dialogue, so it cannot be taken up. "
                "They can change who reads it at any time."
            )
        )


def check_still_readable(reflection: Reflection | None) -> Reflection:
    """The reflection, if whoever takes it up may still read it. Raises Refused where it is gone for them."""
    if reflection is None:
        raise Refused(_("These words are not open to you any more."))
    return reflection


def check_still_recorded(*, is_recorded: bool) -> None:
    """Raises Refused where somebody removed the outcome while another person wrote."""
    if not is_recorded:
        raise Refused(_("This is not recorded any more."))
