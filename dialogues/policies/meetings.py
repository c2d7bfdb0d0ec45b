"""What the state of a dialogue allows around its meeting."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from core.editing import Stale
from core.errors import Refused
from dialogues.enums import DialogueState
from dialogues.models import Dialogue
from projects.policies.projects import check_open as check_project


def can_answer(dialogue: Dialogue, now: datetime) -> bool:
    """Whoever has a seat says whether they come from the opening until the meeting begins."""
    return dialogue.is_open and dialogue.meets_at is not None and now < dialogue.meets_at


def check_answer(dialogue: Dialogue, now: datetime) -> None:
    """Raises Refused outside that time."""
    check_project(dialogue.project)
    if dialogue.meets_at is None:
        raise Refused(_("There is no date to meet yet."))
    if not can_answer(dialogue, now):
        raise Refused(_("You can say whether you come from when writing opens until the group meets."))


def check_same_date(dialogue: Dialogue, sequence: int) -> None:
    """Nobody says yes to a date they did not see. Raises Stale."""
    if dialogue.sequence != sequence:
        raise Stale(_("When or where we meet has changed since you opened this page. Look again before you answer."))


def can_note(dialogue: Dialogue, now: datetime) -> bool:
    """Who came is noted once the group has met, until the dialogue is closed."""
    met = dialogue.meets_at is not None and dialogue.meets_at <= now and dialogue.is_open
    return dialogue.state == DialogueState.HELD or met


def check_note(dialogue: Dialogue, now: datetime) -> None:
    """Raises Refused outside that time."""
    check_project(dialogue.project)
    if not can_note(dialogue, now):
        raise Refused(_("Who came is noted after the group has met and before the dialogue is closed."))


def can_download(dialogue: Dialogue) -> bool:
    """A date stands in a calendar once the dialogue is open and while it is not closed."""
    return dialogue.meets_at is not None and dialogue.state in {DialogueState.OPEN, DialogueState.HELD}


def check_download(dialogue: Dialogue) -> None:
    """Raises Refused where there is no date to give."""
    if not can_download(dialogue):
        raise Refused(_("There is no date for your calendar. It comes when the dialogue opens with a date to meet."))
