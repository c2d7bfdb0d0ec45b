"""What of writing needs somebody, and the mail that says so. No mail holds words of research or names of others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import say_moment
from dialogues.models import Dialogue, Reflection
from dialogues.queries import seats
from dialogues.queries.dialogues import address, writing_address
from dialogues.queries.words import asked_about, words_address
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


def write_reflection_due(mail: Mail) -> Letter | None:
    """The reminder, or None where nothing is left to do: sent, time over, project closed, not taking part."""
    seat = seats.to_write(timezone.now()).filter(pk=mail.data.get("seat")).first()
    if seat is None or seat.person_id != mail.person_id:
        return None
    ends = say_moment(seat.dialogue.writing_ends_at, seat.person.time_zone)
    return Letter(
        subject=_("Your reflections: there is still time to write"),
        text=_("You have a seat in a dialogue. You can write your reflections until %(ends)s.") % {"ends": ends},
        link=writing_address(seat.dialogue),
    )


REFLECTION_DUE = declare_mail(
    MailKind(
        name="reflection_due",
        why=gettext_lazy("You get this because you have a seat in a dialogue and time to write is nearly over."),
        write=write_reflection_due,
    )
)


@declare_needs(seats.to_write_of, gettext_lazy("Reflections to write"))
def reflections_to_write(row: seats.ToWrite, person: User, now: datetime) -> Need:
    """A dialogue that waits for this person's reflections."""
    title, project, ends, project_id, dialogue_id = row
    return Need(
        title=_("Write your reflections: %(title)s") % {"title": title},
        reason=_("You have a seat in this dialogue."),
        url=reverse("dialogues:reflection_write", args=[project_id, dialogue_id, 1]),
        project=project,
        due_at=ends,
    )


@declare_needs(seats.to_reveal, gettext_lazy("Reflections to open"))
def reflections_to_open(dialogue: Dialogue, person: User, now: datetime) -> Need:
    """A dialogue that waits for a facilitator to open the reflections."""
    return Need(
        title=_("Open the reflections: %(title)s") % {"title": dialogue.title},
        reason=reason_to_reveal(dialogue, now),
        url=address("dialogue_reveal", dialogue),
        project=dialogue.project.title,
    )


def reason_to_reveal(dialogue: Dialogue, now: datetime) -> str:
    """Why it can open now."""
    ended = dialogue.writing_ends_at <= now
    return _("Writing has ended.") if ended else _("Everybody with a seat has sent words for everybody.")


@declare_needs(asked_about, gettext_lazy("Questions about what you wrote"))
def question_about_words(reflection: Reflection, person: User, now: datetime) -> Need:
    """Words of this person that somebody asked about since they last responded there. No name and no words."""
    dialogue = reflection.seat.dialogue
    return Need(
        title=_("Somebody asked about what you wrote: %(title)s") % {"title": dialogue.title},
        reason=_("You have not responded there since. You do not have to."),
        url=words_address(reflection),
        project=dialogue.project.title,
    )
