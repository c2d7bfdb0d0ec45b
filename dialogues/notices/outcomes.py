"""What of outcomes needs somebody: agreed actions, and looking back. No mail holds words of research or names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import say_day, site_day, site_today
from dialogues.queries import look_backs, outcomes
from dialogues.queries.dialogues import address
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


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
    today = site_day(now)
    if not outcomes.has_taken_on(person):
        return
    for action in outcomes.to_do(today + outcomes.SOON).filter(owner__person=person):
        yield Need(
            title=_("An action you took on: %(title)s") % {"title": action.dialogue.title},
            reason=_("You own this action. When it is done, say what came of it."),
            url=outcomes.follow_address(action),
            project=action.dialogue.project.title,
            due_at=datetime.combine(action.due_on, time(23, 59), zone),
            late=action.due_on < today,
            whole_day=True,
        )


@declare_needs
def dialogues_to_look_back_at(person: User, now: datetime) -> Iterable[Need]:
    """Dialogues that ask this person what has become of them."""
    if not look_backs.may_be_asked(person, site_today()):
        return
    for seat in look_backs.to_look_back(site_today()).filter(person=person):
        yield Need(
            title=_("Look back: %(title)s") % {"title": seat.dialogue.title},
            reason=_("You had a seat in this dialogue. Say what has become of it."),
            url=address("look_back", seat.dialogue),
            project=seat.dialogue.project.title,
        )


@declare_needs
def look_backs_to_finish(person: User, now: datetime) -> Iterable[Need]:
    """Look-backs that this person can finish, because nobody is still to write."""
    for dialogue in look_backs.to_finish(person, site_today()):
        yield Need(
            title=_("Finish the look-back: %(title)s") % {"title": dialogue.title},
            reason=_("Everybody with a seat has written."),
            url=address("look_back_finish", dialogue),
            project=dialogue.project.title,
        )
