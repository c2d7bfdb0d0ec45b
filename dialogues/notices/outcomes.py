"""What of outcomes needs somebody: agreed actions, and looking back. No mail holds words of research or names."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import end_of_day, say_day, site_day, site_today
from dialogues.models import AgreedAction, Dialogue, Seat
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


@declare_needs(outcomes.to_do_of, gettext_lazy("Actions you took on"))
def action_to_do(action: AgreedAction, person: User, now: datetime) -> Need:
    """An action this person took on that is late or due within a week."""
    return Need(
        title=_("An action you took on: %(title)s") % {"title": action.dialogue.title},
        reason=_("You own this action. When it is done, say what came of it."),
        url=outcomes.follow_address(action),
        project=action.dialogue.project.title,
        due_at=end_of_day(action.due_on, person.time_zone),
        late=action.due_on < site_day(now),
        whole_day=True,
    )


@declare_needs(look_backs.to_look_back_of, gettext_lazy("Dialogues to look back at"))
def look_back_to_write(seat: Seat, person: User, now: datetime) -> Need:
    """A dialogue that asks this person what has become of it."""
    return Need(
        title=_("Look back: %(title)s") % {"title": seat.dialogue.title},
        reason=_("You had a seat in this dialogue. Say what has become of it."),
        url=address("look_back", seat.dialogue),
        project=seat.dialogue.project.title,
    )


@declare_needs(look_backs.to_finish, gettext_lazy("Look-backs to finish"))
def look_back_to_finish(dialogue: Dialogue, person: User, now: datetime) -> Need:
    """A look-back that this person can finish, because nobody is still to write."""
    return Need(
        title=_("Finish the look-back: %(title)s") % {"title": dialogue.title},
        reason=_("Everybody with a seat has written."),
        url=address("look_back_finish", dialogue),
        project=dialogue.project.title,
    )
