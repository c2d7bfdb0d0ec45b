"""What of dialogues needs somebody, and the mail that says so. No mail holds words of research or names of others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import say_day, say_moment
from dialogues.models import Dialogue
from dialogues.policies.outcomes import site_today
from dialogues.queries import look_backs, outcomes, seats
from dialogues.queries.dialogues import address, writing_address
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


@declare_needs
def reflections_to_write(person: User, now: datetime) -> Iterable[Need]:
    """Dialogues that wait for this person's reflections."""
    for seat in seats.to_write(now).filter(person=person):
        yield Need(
            title=_("Write your reflections: %(title)s") % {"title": seat.dialogue.title},
            reason=_("You have a seat in this dialogue."),
            url=writing_address(seat.dialogue),
            project=seat.dialogue.project.title,
            due_at=seat.dialogue.writing_ends_at,
        )


@declare_needs
def dialogues_to_reveal(person: User, now: datetime) -> Iterable[Need]:
    """Dialogues that wait for a facilitator to open the reflections."""
    for dialogue in seats.to_reveal(person, now):
        yield Need(
            title=_("Open the reflections: %(title)s") % {"title": dialogue.title},
            reason=reason_to_reveal(dialogue, now),
            url=address("dialogue_reveal", dialogue),
            project=dialogue.project.title,
        )


def reason_to_reveal(dialogue: Dialogue, now: datetime) -> str:
    """Why it can open now."""
    return _("Writing has ended.") if dialogue.writing_ends_at <= now else _("Everybody with a seat has sent.")


# Outcomes and looking back


def write_action_due(mail: Mail) -> Letter | None:
    """The reminder, or None where it is done, moved, given to another, or the owner takes part no more."""
    today = site_today()
    action = outcomes.to_do(date.max).filter(pk=mail.data.get("action")).first()
    if action is None or action.owner.person_id != mail.person_id:
        return None
    if mail.data.get("due_on") != action.due_on.isoformat() or mail.data.get("late") != (action.due_on < today):
        return None
    due = {"day": say_day(action.due_on)}
    if action.due_on < today:
        text = _("You took on an action in a dialogue. It was due on %(day)s. Say what came of it.") % due
    else:
        text = (
            _("You took on an action in a dialogue. It is due on %(day)s. When it is done, say what came of it.") % due
        )
    return Letter(subject=_("An action you took on"), text=text, link=outcomes.follow_address(action))


ACTION_DUE = declare_mail(
    MailKind(
        name="dialogues.action_due",
        why=gettext_lazy("You get this because you took on an action in a dialogue."),
        write=write_action_due,
    )
)


def write_look_back(mail: Mail) -> Letter | None:
    """The invitation to look back, or None where the note is written, the look-back ended, or nobody takes part."""
    seat = look_backs.to_look_back(site_today()).filter(pk=mail.data.get("seat")).first()
    if seat is None or seat.person_id != mail.person_id:
        return None
    return Letter(
        subject=_("Time to look back"),
        text=_("You had a seat in a dialogue. It is time to look back: what has become of what you agreed?"),
        link=address("look_back", seat.dialogue),
    )


LOOK_BACK = declare_mail(
    MailKind(
        name="dialogues.look_back",
        why=gettext_lazy("You get this because you had a seat in a dialogue that looks back."),
        write=write_look_back,
    )
)


@declare_needs
def actions_to_do(person: User, now: datetime) -> Iterable[Need]:
    """Actions this person took on that are late or due within a week."""
    zone = ZoneInfo(person.time_zone)
    today = now.astimezone(zone).date()
    for action in outcomes.to_do(today + outcomes.SOON).filter(owner__person=person):
        yield Need(
            title=_("An action you took on: %(title)s") % {"title": action.dialogue.title},
            reason=_("You own this action. When it is done, say what came of it."),
            url=outcomes.follow_address(action),
            project=action.dialogue.project.title,
            due_at=datetime.combine(action.due_on, time(23, 59), zone),
            late=action.due_on < today,
        )


@declare_needs
def dialogues_to_look_back_at(person: User, now: datetime) -> Iterable[Need]:
    """Dialogues that ask this person what has become of them."""
    for seat in look_backs.to_look_back(site_today()).filter(person=person):
        yield Need(
            title=_("Look back: %(title)s") % {"title": seat.dialogue.title},
            reason=_("You had a seat in this dialogue. Say what has become of it."),
            url=address("look_back", seat.dialogue),
            project=seat.dialogue.project.title,
        )
