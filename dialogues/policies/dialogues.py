"""What the state of a dialogue allows. Each `check_x` raises `Refused` with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from core.errors import Refused
from dialogues.enums import DIALOGUE_STEPS, DialogueState
from dialogues.models import Dialogue, Reflection, Seat
from participants.enums import Audience
from projects.models import Membership
from projects.policies.projects import check_open as check_project

if TYPE_CHECKING:
    from accounts.models import User

# States in which blind reflections may open to each other.
REVEALING = frozenset({DialogueState.OPEN, DialogueState.HELD})
# States in which places are given: later than that a seat would only be a way to read.
SEATING = frozenset({DialogueState.PLANNED, DialogueState.OPEN})


def can_step(dialogue: Dialogue, state: DialogueState) -> bool:
    """Does the table lead from here to there?"""
    return state in DIALOGUE_STEPS[DialogueState(dialogue.state)]


def check_step(dialogue: Dialogue, state: DialogueState) -> None:
    """One step of the table, in an open project."""
    check_project(dialogue.project)
    if not can_step(dialogue, state):
        raise Refused(
            _("This dialogue is “%(now)s”. It cannot become “%(then)s” from there.")
            % {"now": dialogue.get_state_display(), "then": state.label}
        )


def check_open(dialogue: Dialogue, now: datetime) -> None:
    """Opening needs a prompt, a seat, and time to write."""
    check_step(dialogue, DialogueState.OPEN)
    if dialogue.writing_ends_at <= now:
        raise Refused(_("Writing would already have ended. Change the date first."))
    if dialogue.reveal_at is not None and dialogue.reveal_at <= now:
        raise Refused(_("The reveal would open at once. Change its date first."))
    if not dialogue.prompts.exists():
        raise Refused(_("This dialogue has no prompts. Add one first."))
    if not dialogue.seats.exists():
        raise Refused(_("Nobody has a seat in this dialogue. Give seats first."))


def check_hold(dialogue: Dialogue) -> None:
    """The group has met; writing is over."""
    check_step(dialogue, DialogueState.HELD)


def check_close(dialogue: Dialogue) -> None:
    """Closing ends everything, so what was sent to others must have been opened before."""
    check_step(dialogue, DialogueState.CLOSED)
    kept = Reflection.objects.filter(seat__dialogue=dialogue, withdrawn_at=None)
    if not dialogue.is_revealed and kept.exclude(audience=Audience.ONLY_ME).exists():
        raise Refused(_("Open the reveal first. Otherwise nobody would ever read what was sent."))


def can_reveal(dialogue: Dialogue) -> bool:
    """Blind still, and in a state that may open."""
    return dialogue.state in REVEALING and not dialogue.is_revealed


def check_reveal(dialogue: Dialogue) -> None:
    """The reveal opens once."""
    check_project(dialogue.project)
    if dialogue.is_revealed:
        raise Refused(_("The reflections of this dialogue are open already."))
    if not can_reveal(dialogue):
        raise Refused(_("The reflections can open only after writing has begun and before the dialogue is closed."))


def can_edit(dialogue: Dialogue) -> bool:
    """Until it is closed."""
    return not dialogue.is_closed


def check_edit(dialogue: Dialogue) -> None:
    """A closed dialogue stays as it was."""
    check_project(dialogue.project)
    if not can_edit(dialogue):
        raise Refused(_("This dialogue is closed. Nothing can be changed."))


def can_change_prompts(dialogue: Dialogue) -> bool:
    """Before anybody can have answered them."""
    return dialogue.is_planned


def can_seat(dialogue: Dialogue) -> bool:
    """After the reveal a new seat would read what others shared with those who had one."""
    return dialogue.state in SEATING and not dialogue.is_revealed


def check_seat(dialogue: Dialogue) -> None:
    """Seats are given and taken before the reveal."""
    check_project(dialogue.project)
    if not can_seat(dialogue):
        raise Refused(_("Seats stay as they are once the reflections are open or the dialogue has been held."))


def check_unseat(seats: Iterable[Seat]) -> None:
    """A seat with words stays. The sentence does not say whether they are sent."""
    in_use = Q(sent_at__isnull=False) | Q(drafts__isnull=False) | Q(reflections__isnull=False)
    if Seat.objects.filter(in_use, pk__in=[seat.pk for seat in seats]).exists():
        raise Refused(_("A seat that is in use stays, so that no words are lost. Leave it chosen."))


def can_record(dialogue: Dialogue) -> bool:
    """Outcomes come of words that everybody could read."""
    return dialogue.is_revealed and not dialogue.is_closed


def check_record(dialogue: Dialogue) -> None:
    """Outcomes are recorded between the reveal and the close."""
    check_project(dialogue.project)
    if not can_record(dialogue):
        raise Refused(_("Outcomes are recorded after the reveal and before the dialogue is closed."))


def facilitates(dialogue: Dialogue, person: User) -> bool:
    """A coordinator of the project today, or whoever holds a seat that facilitates."""
    leads = Membership.objects.leading().filter(project=dialogue.project_id, person=person)
    return leads.exists() or Seat.objects.filter(dialogue=dialogue, person=person, facilitates=True).exists()


def check_facilitates(dialogue: Dialogue, person: User) -> None:
    """Raises PermissionDenied for everybody else."""
    if not facilitates(dialogue, person):
        raise PermissionDenied
