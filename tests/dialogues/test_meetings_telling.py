"""Who is told when and where a dialogue meets: once, again when it changes, and that it is off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from dialogues import jobs
from dialogues.actions import dialogues as actions
from dialogues.actions.meetings import answer_meeting
from dialogues.enums import Rsvp
from dialogues.models import Dialogue, Seat
from dialogues.notices import meetings as notices
from notifications import tasks
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import dates_of
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, planned, seat
from tests.notifications.conftest import MailServer, mail_server  # noqa: F401  # a fixture

# The clocks in the United Kingdom go forward on 29 March 2026, between writing and the meeting.
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
MEETS = datetime(2026, 3, 31, 13, tzinfo=UTC)
WHEN: dict[str, Any] = {"meets_at": MEETS, "writing_ends_at": datetime(2026, 3, 27, 17, tzinfo=UTC)}


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    """Before the clocks change."""
    with time_machine.travel(NOW, tick=False):
        yield


def mails(kind: str = "dialogues.invited_to_meeting") -> list[Mail]:
    return list(Mail.objects.filter(kind=kind).select_related("person").order_by("created_at", "pk"))


def edit(dialogue: Dialogue, by: User, agenda: list[tuple[str, int]] | None = None, **fields: Any) -> None:
    actions.edit_dialogue(dialogue, fields=fields, agenda=agenda, by=by)
    dialogue.refresh_from_db()


def sent_out(server: MailServer) -> list[Message]:
    """Run the tasks of all mails that are due; what the server got."""
    for mail in Mail.objects.filter(state=MailState.DUE).order_by("created_at", "pk"):
        tasks.send(str(mail.pk))
    return server.messages


def calendar(message: Message) -> tuple[str, Any]:
    """The method that the part says, and the event in it."""
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    content: Any = part.get_payload(decode=True)
    file = Calendar.from_ical(content)
    assert str(file["METHOD"]) == part.get_param("method")
    return str(part.get_param("method")), file.walk("VEVENT")[0]


def test_opening_tells_each_seat_once(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, chen, **WHEN)
    assert {mail.person for mail in mails()} == {dee, chen}
    assert set(dialogue.seats.values_list("told_sequence", flat=True)) == {0}
    assert of_target(dialogue.pk).filter(type="dialogues.meeting_told").get().data == {"seats": 2}


def test_a_dialogue_without_a_date_or_not_open_tells_nobody(project: Project, amara: User, dee: User) -> None:
    opened(project, amara, dee)
    later = planned(project, amara, **WHEN)
    seat(later, amara, dee)
    edit(later, amara, place="The blue room")
    assert mails() == []


def test_a_seat_given_later_is_told_and_nobody_else_again(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    seat(dialogue, amara, dee, chen)
    assert sorted(mail.person.full_name for mail in mails() if mail.person) == ["Dee Marsh", "Dr Chen"]


def test_the_invitation_carries_the_date_for_the_calendar(
    project: Project,
    amara: User,
    dee: User,
    chen: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    opened(project, amara, dee, place="The blue room", join_link="https://meet.example.org/a", **WHEN)
    message = sent_out(mail_server)[0]
    method, event = calendar(message)
    assert (method, int(event["SEQUENCE"]), str(event["SUMMARY"])) == ("REQUEST", 0, "Dialogue")
    assert str(event["UID"]) == f"{Dialogue.objects.get().pk}@localhost"
    # Planned in winter time for a day in summer time: 1pm in UTC is 2pm on the clock of that day.
    assert event["DTSTART"].to_ical() == b"20260331T140000"
    assert event["DTEND"].to_ical() == b"20260331T150000"
    assert str(event["ATTENDEE"]) == "mailto:dee.marsh@example.org"
    assert str(event["LOCATION"]) == "The blue room"
    assert "https://meet.example.org/a" in str(event["DESCRIPTION"])
    everything = message.as_string() + event.to_ical().decode()
    for private in ("How we decide", "Breathing Together", "Amara", "Dee Marsh", "Chen"):
        assert private not in everything
    words = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    said: Any = words.get_payload(decode=True)
    assert b"2pm (UK time)" in said


@pytest.mark.parametrize(
    "change",
    [
        {"meets_at": MEETS + timedelta(hours=1)},
        {"place": "The red room"},
        {"join_link": "https://meet.example.org/b"},
        {"time_zone": "Europe/Paris"},
    ],
)
def test_what_changes_a_calendar_raises_the_sequence_and_tells_everybody_again(
    change: dict[str, Any],
    project: Project,
    amara: User,
    dee: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    sent_out(mail_server)
    edit(dialogue, amara, **change)
    messages = sent_out(mail_server)
    assert [int(calendar(message)[1]["SEQUENCE"]) for message in messages] == [0, 1]
    assert len({str(calendar(message)[1]["UID"]) for message in messages}) == 1
    assert "has changed" in messages[1]["Subject"]


def test_a_longer_agenda_tells_again_and_other_words_do_not(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    edit(dialogue, amara, agenda=[("Tea", 60)])
    assert (dialogue.sequence, len(mails())) == (0, 1)
    edit(dialogue, amara, agenda=[("Tea", 20), ("Talk", 70)])
    edit(dialogue, amara, title="Another title", ground_rules="Listen.")
    assert (dialogue.sequence, len(mails())) == (1, 2)


def test_two_changes_before_the_mail_left_send_one_mail(
    project: Project,
    amara: User,
    dee: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    edit(dialogue, amara, place="The red room")
    messages = sent_out(mail_server)
    assert [int(calendar(message)[1]["SEQUENCE"]) for message in messages] == [1]
    assert "will you come" in messages[0]["Subject"]


def test_taking_a_seat_away_takes_the_date_out_of_that_calendar_alone(
    project: Project,
    amara: User,
    dee: User,
    chen: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    dialogue = opened(project, amara, dee, chen, **WHEN)
    sent_out(mail_server)
    seat(dialogue, amara, chen)
    messages = sent_out(mail_server)
    assert [message["To"] for message in messages[2:]] == ["dee.marsh@example.org"]
    method, event = calendar(messages[2])
    assert (method, int(event["SEQUENCE"]), str(event["STATUS"])) == ("CANCEL", 1, "CANCELLED")
    seat(dialogue, amara, dee, chen)
    again = calendar(sent_out(mail_server)[3])
    assert (again[0], int(again[1]["SEQUENCE"])) == ("REQUEST", 1)


def test_whoever_never_got_the_date_is_not_told_that_it_is_off(
    project: Project,
    amara: User,
    dee: User,
    chen: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    dialogue = opened(project, amara, dee, chen, **WHEN)
    seat(dialogue, amara, chen)
    assert [message["To"] for message in sent_out(mail_server)] == ["dr.chen@example.org"]


def test_a_date_that_is_taken_out_leaves_every_calendar(
    project: Project,
    amara: User,
    dee: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    sent_out(mail_server)
    edit(dialogue, amara, meets_at=None)
    method, event = calendar(sent_out(mail_server)[1])
    assert (method, int(event["SEQUENCE"]), event["DTSTART"].to_ical()) == ("CANCEL", 1, b"20260331T140000")
    edit(dialogue, amara, meets_at=MEETS + timedelta(days=1))
    method, event = calendar(sent_out(mail_server)[2])
    assert (method, int(event["SEQUENCE"])) == ("REQUEST", 2)


def test_closing_before_the_meeting_calls_it_off_and_after_it_does_not(
    project: Project, amara: User, dee: User
) -> None:
    early, late = opened(project, amara, dee, **WHEN), opened(project, amara, dee, **WHEN)
    actions.close_dialogue(early, by=amara)
    actions.hold_dialogue(late, by=amara)
    actions.close_dialogue(late, by=amara)
    assert [mail.data["dialogue"] for mail in mails("dialogues.meeting_called_off")] == [str(early.pk)]
    late.refresh_from_db()
    assert late.held_at == late.closed_at == NOW


def test_another_day_asks_again_and_another_room_does_not(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    answer_meeting(dialogue.seats.get(), rsvp=Rsvp.YES, sequence=0, by=dee)
    edit(dialogue, amara, place="The red room")
    assert dialogue.seats.get().rsvp == Rsvp.YES
    edit(dialogue, amara, meets_at=MEETS + timedelta(days=1))
    assert dialogue.seats.get().rsvp == ""


def test_whoever_wants_no_contact_gets_no_row(project: Project, amara: User, dee: User, chen: User) -> None:
    Membership.objects.filter(person=dee).update(no_contact_since=NOW)
    dialogue = opened(project, amara, dee, chen, **WHEN)
    with time_machine.travel(MEETS - timedelta(hours=3), tick=False):
        jobs.remind_of_meetings()
    assert not Mail.objects.filter(person=dee).exists()
    assert dialogue.seats.get(person=dee).told_sequence is None


@pytest.mark.parametrize("change", ["met", "held", "closed project", "left", "inactive", "seat gone", "told again"])
def test_an_invitation_is_not_written_when_it_is_not_needed_any_more(
    change: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    changes: dict[str, Any] = {
        "met": lambda: Dialogue.objects.update(meets_at=NOW),
        "held": lambda: actions.hold_dialogue(dialogue, by=amara),
        "closed project": lambda: Project.objects.update(state=ProjectState.CLOSED),
        "left": lambda: Membership.objects.filter(person=dee).update(expires_on=timezone.localdate()),
        "inactive": lambda: User.objects.filter(pk=dee.pk).update(is_active=False),
        "seat gone": lambda: Seat.objects.all().delete(),
        "told again": lambda: edit(dialogue, amara, place="The red room"),
    }
    mail = mails()[0]
    assert notices.write_invited(mail) is not None
    changes[change]()
    assert notices.write_invited(mail) is None


def reminders(dialogue: Dialogue, before: timedelta = timedelta(hours=23)) -> list[Mail]:
    """Run the job twice, this long before the meeting."""
    dialogue.refresh_from_db()
    with time_machine.travel(dialogue.meets_at - before if dialogue.meets_at else NOW, tick=False):
        jobs.remind_of_meetings()
        jobs.remind_of_meetings()
        return [mail for mail in mails("dialogues.meeting_soon") if notices.write_meeting_soon(mail)]


def test_a_day_before_everybody_who_did_not_say_no_is_reminded_once(
    project: Project, amara: User, dee: User, chen: User, ben: User
) -> None:
    dialogue = opened(project, amara, dee, chen, ben, **WHEN)
    for person, rsvp in ((dee, Rsvp.YES), (chen, Rsvp.NO)):
        answer_meeting(dialogue.seats.get(person=person), rsvp=rsvp, sequence=0, by=person)
    assert reminders(dialogue, timedelta(hours=25)) == []
    assert {mail.person for mail in reminders(dialogue)} == {dee, ben}
    assert len(mails("dialogues.meeting_soon")) == 2
    assert reminders(dialogue, timedelta(0)) == []


def test_another_date_is_another_reminder(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    first = reminders(dialogue)
    edit(dialogue, amara, meets_at=MEETS + timedelta(days=7))
    assert notices.write_meeting_soon(first[0]) is None
    assert [mail.pk for mail in reminders(dialogue)] == [mails("dialogues.meeting_soon")[1].pk]


def test_nobody_is_reminded_of_what_they_were_told_today(
    project: Project,
    amara: User,
    dee: User,
    mail_server: MailServer,  # noqa: F811
) -> None:
    with time_machine.travel(MEETS - timedelta(hours=20), tick=False):
        dialogue = opened(project, amara, dee, meets_at=MEETS, writing_ends_at=MEETS)
        sent_out(mail_server)
    assert reminders(dialogue) == []


def test_the_feed_holds_my_dates_and_nobody_elses(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, **WHEN)
    opened(project, amara, chen, **WHEN)
    seat(planned(project, amara, **WHEN), amara, dee)
    off = opened(project, amara, dee, **WHEN)
    actions.close_dialogue(off, by=amara)
    for now, expected in ((NOW, 1), (MEETS + timedelta(days=29), 1), (MEETS + timedelta(days=31), 0)):
        assert len(dates_of(dee, now)) == expected
    date = dates_of(dee, NOW)[0]
    assert (date.uid, date.title, date.minutes) == (f"{dialogue.pk}@localhost", "Dialogue", 60)
    Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    assert dates_of(dee, NOW) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_costs_the_same_for_one_and_three(
    count: int, project: Project, amara: User, dee: User, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        opened(project, amara, dee, **WHEN)
    with django_assert_num_queries(1):
        dates_of(dee, NOW)


def test_the_clock_changes_between_writing_and_reveal(project: Project, amara: User, dee: User) -> None:
    """Written in winter time, opened at a summer time: at the moment that was said, once."""
    opens = datetime(2026, 3, 29, 0, 59, tzinfo=UTC) + timedelta(minutes=31)
    dialogue = opened(project, amara, dee, reveal_at=opens, **WHEN | {"writing_ends_at": opens - timedelta(hours=2)})
    for moment, revealed in ((opens - timedelta(minutes=1), False), (opens, True)):
        with time_machine.travel(moment, tick=False):
            jobs.reveal_due()
            jobs.reveal_due()
        dialogue.refresh_from_db()
        assert dialogue.is_revealed == revealed
