"""What may happen to what a dialogue recorded of itself, and when it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core.errors import Refused
from core.marks import mark_of
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement
from dialogues.policies.dialogues import facilitates
from projects.policies.projects import check_open as check_project

if TYPE_CHECKING:
    from accounts.models import User

Outcome = Agreement | AgreedAction | KeptDisagreement


def mark(outcome: Outcome) -> str:
    """The mark of the words and dates of an outcome; of an action without what came of it."""
    if isinstance(outcome, Agreement):
        return mark_of({"text": outcome.text})
    if isinstance(outcome, AgreedAction):
        return mark_of({"text": outcome.text, "owner": outcome.owner_id, "due_on": outcome.due_on})
    sides = list(outcome.positions.order_by("pk").values_list("held_by", "text"))
    return mark_of({"title": outcome.title, "look_back_on": outcome.look_back_on, "sides": sides})


def mark_of_end(action: AgreedAction) -> str:
    """The mark of what came of an action."""
    return mark_of({"done_on": action.done_on, "became": action.became})


def mark_of_note(text: str) -> str:
    """The mark of what somebody wrote when looking back."""
    return mark_of({"text": text})


def can_follow(action: AgreedAction, person: User) -> bool:
    """Whoever owns it says what came of it, and whoever facilitates; after the close too. Needs `owner` fetched."""
    return action.owner.person_id == person.pk or facilitates(action.dialogue, person)


def check_follow(action: AgreedAction, person: User) -> None:
    """Raises PermissionDenied for everybody else, Refused in a closed project."""
    if not can_follow(action, person):
        raise PermissionDenied
    check_project(action.dialogue.project)


def check_remove(outcome: Outcome) -> None:
    """What a contribution was taken from stays, so that everybody who may still sees from where."""
    if outcome.contributions.exists():
        raise Refused(_("A contribution was taken up from this, so it stays. You can change its words."))


def check_date(dialogue: Dialogue) -> None:
    """The day to look back can be set whenever the project is open, in a closed dialogue too."""
    check_project(dialogue.project)


def since(own: date | None, kept: Iterable[tuple[date, str]], today: date) -> date | None:
    """From which day the dialogue looks back now; None while it does not.

    The earliest of its own day and those of its kept disagreements. A disagreement whose standing has been noted was
    looked back at already; from then on it comes back on the dialogue's own day.
    """
    days = [day for day, standing in kept if not standing]
    return min((day for day in [own, *days] if day is not None and day <= today), default=None)


def looks_back_since(dialogue: Dialogue, today: date) -> date | None:
    """The same for a dialogue as it is stored. Nothing comes back before the reveal, or in a closed project."""
    if not dialogue.is_revealed or not dialogue.project.is_open:
        return None
    return since(dialogue.look_back_on, dialogue.kept_disagreements.values_list("look_back_on", "standing"), today)


def check_look_back(dialogue: Dialogue, today: date) -> date:
    """From which day it looks back. Raises Refused while it does not."""
    check_project(dialogue.project)
    day = looks_back_since(dialogue, today)
    if day is None:
        raise Refused(_("This dialogue does not look back now. What came of it stands on its page of outcomes."))
    return day


def check_report(dialogue: Dialogue) -> None:
    """The report is of a dialogue that was held or closed."""
    if not dialogue.is_reported:
        raise Refused(_("The report can be read when the dialogue has been held or closed."))
