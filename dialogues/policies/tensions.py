"""When a kept disagreement can become a tension."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from dialogues.models import Dialogue
from projects.policies.projects import check_open as check_project


def can_raise(dialogue: Dialogue) -> bool:
    """As soon as its outcomes can be read, in a closed dialogue too, while the project takes input."""
    return dialogue.is_revealed and dialogue.project.is_open


def check_raise(dialogue: Dialogue) -> None:
    """Raises Refused where `can_raise` says no."""
    check_project(dialogue.project)
    if not can_raise(dialogue):
        raise Refused(_("The outcomes of this dialogue are not open yet."))


def check_still_kept(*, is_kept: bool) -> None:
    """Raises Refused where somebody removed the disagreement while another person wrote."""
    if not is_kept:
        raise Refused(_("Somebody removed this disagreement while you were writing. Copy your words if you need them."))
