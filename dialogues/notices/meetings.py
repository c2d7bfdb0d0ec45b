"""What of meeting needs somebody: when and where, that it does not take place, that it is soon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import say_moment
from dialogues.enums import Rsvp
from dialogues.models import Dialogue, Seat
from dialogues.queries import meetings
from dialogues.queries.dialogues import address
from notifications.enums import MailState
from notifications.formats.calendar import CANCEL, REQUEST, calendar_file
from notifications.models import Mail
from notifications.queries import sender_address
from notifications.registry import (
    Attachment,
    CalendarDate,
    Letter,
    MailKind,
    Need,
    declare_dates,
    declare_mail,
    declare_needs,
)

if TYPE_CHECKING:
    from accounts.models import User


REMIND_OF_MEETING = timedelta(hours=24)


def attached(date: CalendarDate, mail: Mail, method: str) -> Attachment:
    """The date for the calendar of whoever gets this mail; nobody else is named in it."""
    file = calendar_file([date], method=method, organizer=sender_address(), attendee=mail.to, now=timezone.now())
    return Attachment("dialogue.ics", f"text/calendar; method={method}; charset=utf-8; component=VEVENT", file)


def was_sent(kind: MailKind, seat: str, **more: object) -> bool:
    """Has a mail of this kind about this seat left?"""
    left = [MailState.SENT, MailState.UNKNOWN]
    return Mail.objects.filter(kind=kind.name, key__startswith=f"{kind.name}:{seat}:", state__in=left, **more).exists()


def when(seat: Seat) -> str:
    """When the group meets: on the clock of the dialogue, and on the reader's own where it shows another time."""
    moment = seat.dialogue.meets_at
    assert moment is not None
    planned, own = say_moment(moment, seat.dialogue.time_zone), say_moment(moment, seat.person.time_zone)
    return planned if planned == own else _("%(planned)s. That is %(own)s") % {"planned": planned, "own": own}


def write_invited(mail: Mail) -> Letter | None:
    """When and where, with the date for the calendar. None where a later mail says it, or nothing is to come."""
    seat = meetings.to_come(timezone.now()).filter(pk=mail.data.get("seat"), person=mail.person_id).first()
    if seat is None or seat.told_sequence != mail.data.get("sequence"):
        return None
    if was_sent(INVITED, str(seat.pk)):
        subject, first = _("A dialogue: when or where we meet has changed"), _("We now meet on %(when)s.")
    else:
        subject, first = _("A dialogue: will you come?"), _("You have a seat in a dialogue. We meet on %(when)s.")
    then = _("Say here whether you come. The date for your calendar is attached.")
    date = meetings.entry(seat.dialogue, meetings.length(seat.dialogue))
    return Letter(
        subject=subject,
        text=f"{first % {'when': when(seat)}} {then}",
        link=address("rsvp", seat.dialogue),
        attachment=attached(date, mail, REQUEST),
    )


INVITED = declare_mail(
    MailKind(
        name="dialogues.invited_to_meeting",
        why=gettext_lazy("You get this because you have a seat in a dialogue."),
        write=write_invited,
    )
)


def write_called_off(mail: Mail) -> Letter | None:
    """That the date is off. None for whoever never got it, and for whoever has been told a date again."""
    dialogue = Dialogue.objects.filter(pk=mail.data.get("dialogue")).select_related("project").first()
    if dialogue is None or not was_sent(INVITED, mail.data["seat"]):
        return None
    if dialogue.seats.filter(person=mail.person_id, told_sequence__isnull=False).exists():
        return None
    dialogue.meets_at = datetime.fromisoformat(mail.data["meets_at"])
    dialogue.sequence = mail.data["sequence"]
    date = meetings.entry(dialogue, meetings.length(dialogue))
    return Letter(
        subject=_("A dialogue: the date is off"),
        text=_("You do not need to come to the dialogue on %(when)s. The file takes it out of your calendar.")
        % {"when": say_moment(dialogue.meets_at, dialogue.time_zone)},
        attachment=attached(date, mail, CANCEL),
    )


CALLED_OFF = declare_mail(
    MailKind(
        name="dialogues.meeting_called_off",
        why=gettext_lazy("You get this because you had a date for a dialogue."),
        write=write_called_off,
        after_closing=True,  # nobody sets out for a meeting that was called off just before
    )
)


def write_meeting_soon(mail: Mail) -> Letter | None:
    """The reminder. None for whoever cannot come, once the date has moved, and where the invitation is as young."""
    now = timezone.now()
    seat = meetings.to_come(now).filter(pk=mail.data.get("seat"), person=mail.person_id).exclude(rsvp=Rsvp.NO).first()
    if seat is None or seat.dialogue.meets_at is None:
        return None
    if seat.dialogue.meets_at.isoformat() != mail.data.get("meets_at"):
        return None
    reminds_from = seat.dialogue.meets_at - REMIND_OF_MEETING
    if now < reminds_from or was_sent(INVITED, str(seat.pk), created_at__gte=reminds_from):
        return None
    return Letter(
        subject=_("A dialogue: we meet soon"),
        text=_("We meet on %(when)s. The page says where, and what we will do.") % {"when": when(seat)},
        link=seat.dialogue.get_absolute_url(),
    )


MEETING_SOON = declare_mail(
    MailKind(
        name="dialogues.meeting_soon",
        why=gettext_lazy("You get this because you have a seat in a dialogue that meets soon."),
        write=write_meeting_soon,
    )
)


@declare_needs(meetings.to_answer, gettext_lazy("Meetings to answer"))
def meeting_to_answer(seat: Seat, person: User, now: datetime) -> Need:
    """A dialogue that waits to hear whether this person comes."""
    return Need(
        title=_("Say whether you come: %(title)s") % {"title": seat.dialogue.title},
        reason=_("You have a seat in this dialogue, and it has a date."),
        url=address("rsvp", seat.dialogue),
        project=seat.dialogue.project.title,
        due_at=seat.dialogue.meets_at,
    )


@declare_needs(meetings.to_note, gettext_lazy("Attendance to note"))
def attendance_to_note(dialogue: Dialogue, person: User, now: datetime) -> Need:
    """A dialogue that met, and nobody has noted who came."""
    return Need(
        title=_("Note who came: %(title)s") % {"title": dialogue.title},
        reason=_("The group has met."),
        url=address("attendance", dialogue),
        project=dialogue.project.title,
    )


@declare_dates
def dates_of_dialogues(person: User, now: datetime) -> Iterable[CalendarDate]:
    """The dialogues in which this person has a seat."""
    return meetings.dates(person, now)
