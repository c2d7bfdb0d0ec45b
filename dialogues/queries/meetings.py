"""The meeting of a dialogue: its agenda on the clock, who comes, and how it stands in a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import local_moment, say_clock
from dialogues.enums import DialogueState, Rsvp
from dialogues.models import AgendaItem, Dialogue, Seat
from dialogues.policies import meetings as policies
from dialogues.queries.seats import contactable, led_by
from notifications.registry import CalendarDate
from projects.enums import OPEN_PROJECT, TAKING_PART
from projects.models import Membership

if TYPE_CHECKING:
    from accounts.models import User

WITHOUT_AGENDA = 60  # minutes that stand in a calendar where no agenda says how long it takes
SHOWN_AFTER = timedelta(days=30)  # how long a date stays in a calendar that is fed


@dataclass(frozen=True)
class AgendaStep:
    """An item of the agenda. `at` is when it begins on the clock of the dialogue, empty while nobody knows the day."""

    item: AgendaItem
    at: str

    @property
    def facts(self) -> str:
        """When it begins, how long it takes, and whether the group came to it."""
        minutes = ngettext("%(minutes)s minute", "%(minutes)s minutes", self.item.minutes)
        facts = [self.at, minutes % {"minutes": self.item.minutes}, _("done") if self.item.covered else ""]
        return ", ".join(fact for fact in facts if fact)


@dataclass(frozen=True)
class RsvpAnswers:
    """Seats that gave one answer, or none yet: how many, and under which names."""

    label: str
    names: list[str]


@dataclass(frozen=True)
class Meeting:
    """What the page of a dialogue says of its meeting. `answers` is empty for whoever does not lead it."""

    steps: list[AgendaStep]
    minutes: int
    ends_at: datetime | None
    seat: Seat | None
    can_answer: bool
    answers: list[RsvpAnswers]
    came: int | None


def meeting_of(dialogue: Dialogue, seat: Seat | None, now: datetime, *, leads: bool) -> Meeting:
    """For the page of a dialogue. `seat` is the reader's, `leads` whether they run it."""
    steps = agenda(dialogue)
    minutes = sum(step.item.minutes for step in steps)
    ends_at = dialogue.meets_at + timedelta(minutes=minutes) if dialogue.meets_at and minutes else None
    seats = list(seats_in_order(dialogue)) if leads and dialogue.meets_at else []
    can_answer = seat is not None and policies.can_answer(dialogue, now)
    return Meeting(steps, minutes, ends_at, seat, can_answer, answers(seats), came(seats))


def agenda(dialogue: Dialogue) -> list[AgendaStep]:
    """The items in order; where the group knows when it meets, each with when it begins."""
    steps, starts_at = [], dialogue.meets_at
    for item in dialogue.agenda.all():
        at = say_clock(local_moment(starts_at, dialogue.time_zone)) if starts_at else ""
        steps.append(AgendaStep(item, at))
        starts_at = starts_at and starts_at + timedelta(minutes=item.minutes)
    return steps


def seats_in_order(dialogue: Dialogue) -> QuerySet[Seat]:
    """Every seat with its person, by standpoint."""
    return dialogue.seats.select_related("person").order_by("standpoint", "pk")


def answers(seats: Iterable[Seat]) -> list[RsvpAnswers]:
    """The seats by what they answered; an answer that nobody gave is left out."""
    seats = list(seats)
    labels = [*((value, str(label)) for value, label in Rsvp.choices), ("", _("No answer yet"))]
    found = [RsvpAnswers(label, [seat.named() for seat in seats if seat.rsvp == value]) for value, label in labels]
    return [answered for answered in found if answered.names]


def came(seats: Iterable[Seat]) -> int | None:
    """How many came; None where nobody has noted it."""
    noted = [seat.attended for seat in seats if seat.attended is not None]
    return sum(noted) if noted else None


def length(dialogue: Dialogue) -> int:
    """How many minutes a calendar keeps free."""
    total = dialogue.agenda.aggregate(total=Sum("minutes"))["total"]
    return int(total or WITHOUT_AGENDA)


def uid(dialogue: Dialogue) -> str:
    """What a calendar knows a dialogue by, for good."""
    return f"{dialogue.pk}@{urlsplit(settings.BASE_URL).hostname}"


def entry(dialogue: Dialogue, minutes: int) -> CalendarDate:
    """The dialogue as it stands in a calendar: when and where, no title, no project, no names."""
    assert dialogue.meets_at is not None
    page = settings.BASE_URL + dialogue.get_absolute_url()
    join = [_("Join here: %(link)s") % {"link": dialogue.join_link}] if dialogue.join_link else []
    return CalendarDate(
        uid=uid(dialogue),
        sequence=dialogue.sequence,
        title=_("Dialogue"),
        starts_at=dialogue.meets_at,
        minutes=minutes,
        time_zone=dialogue.time_zone,
        place=dialogue.place,
        link=dialogue.join_link or page,
        text="\n".join([*join, _("The page of this dialogue: %(link)s") % {"link": page}]),
    )


def current_seats() -> QuerySet[Seat]:
    """Seats of people who take part today and can sign in, in projects that are open."""
    taking_part = Membership.objects.current().filter(
        project=OuterRef("dialogue__project"), person=OuterRef("person"), role__in=TAKING_PART
    )
    rows = Seat.objects.filter(
        Exists(taking_part), person__is_active=True, dialogue__project__state__in=OPEN_PROJECT
    ).select_related("dialogue__project", "person")
    return rows.order_by("dialogue__meets_at", "pk")


def to_come(now: datetime) -> QuerySet[Seat]:
    """Seats in dialogues that are open and still to meet."""
    return current_seats().filter(dialogue__state=DialogueState.OPEN, dialogue__meets_at__gt=now)


def to_tell(dialogue: Dialogue, now: datetime) -> QuerySet[Seat]:
    """Seats of this dialogue that a mail about its meeting goes to: not to whoever wants no contact."""
    return contactable(to_come(now)).filter(dialogue=dialogue)


def to_call_off(seats: Iterable[Seat]) -> QuerySet[Seat]:
    """Those of these seats in whose calendars a date stands."""
    keys = [seat.pk for seat in seats]
    return contactable(current_seats()).filter(pk__in=keys, told_sequence__isnull=False)


def to_remind(now: datetime, before: timedelta) -> QuerySet[Seat]:
    """Seats that meet within this time and did not say that they cannot come."""
    return contactable(to_come(now)).filter(dialogue__meets_at__lte=now + before).exclude(rsvp=Rsvp.NO)


def to_answer(person: User, now: datetime) -> QuerySet[Seat]:
    """This person's seats that have not said whether they come."""
    return to_come(now).filter(person=person, rsvp="")


def to_note(person: User, now: datetime) -> QuerySet[Dialogue]:
    """Dialogues this person leads whose group has met, without a note of who came. As `policies.can_note`, in SQL."""
    seats = Seat.objects.filter(dialogue=OuterRef("pk"))
    met = Q(state__in=(DialogueState.OPEN, DialogueState.HELD), meets_at__lte=now)
    rows = Dialogue.objects.filter(
        led_by(person),
        met | Q(state=DialogueState.HELD, meets_at=None),
        Exists(seats),
        ~Exists(seats.filter(attended__isnull=False)),
        project__state__in=OPEN_PROJECT,
    )
    return rows.select_related("project").order_by("meets_at", "pk")


def dates(person: User, now: datetime) -> list[CalendarDate]:
    """The dialogues with this person's seat that have a day, from a month ago on."""
    seats = current_seats().filter(person=person, dialogue__meets_at__gt=now - SHOWN_AFTER)
    seats = seats.exclude(dialogue__state=DialogueState.PLANNED).annotate(minutes=Sum("dialogue__agenda__minutes"))
    return [entry(seat.dialogue, seat.minutes or WITHOUT_AGENDA) for seat in seats if has_met(seat.dialogue)]


def has_met(dialogue: Dialogue) -> bool:
    """False only where it was closed before the group met: then it stands in no calendar."""
    closed, met = dialogue.closed_at, dialogue.meets_at
    return closed is None or dialogue.held_at is not None or (met is not None and met <= closed)


def own_seat(person: User, dialogue: Dialogue) -> Seat | None:
    """This person's seat in this dialogue, if they have one, with the dialogue as it is here."""
    seat = dialogue.seats.filter(person=person).select_related("person").first()
    if seat is not None:
        seat.dialogue = dialogue
    return seat
