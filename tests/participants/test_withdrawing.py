"""Withdrawing: what is told before, what happens, and that it happens in one piece."""

from __future__ import annotations

import re
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.errors import Refused
from dialogues.actions.reflections import save_draft, send_reflections
from dialogues.models import Draft, LookBackNote, Reflection, ReflectionVersion, Seat
from dialogues.queries.reflections import Slot
from notifications import delivery
from notifications.actions import enqueue
from notifications.enums import MailState
from notifications.models import Mail
from overview.queries.history import events_of, history_rows
from participants.actions.withdrawing import resume_contact, withdraw
from participants.enums import Scope, Use
from participants.models import Withdrawal
from participants.policies.withdrawing import EffectsChanged
from participants.queries.withdrawing import effects, mark_of
from participants.signals import participant_withdrawn
from projects.models import Membership, Project
from projects.notices.members import ADDED
from tests import factories
from tests.dialogues import planning
from tests.participants.leaving import SECRET, ago, leave, much, spoken, told
from tests.reports import rows


def membership(person: User) -> Membership:
    return Membership.objects.get(person=person)


def test_contact_ends_and_nothing_else(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    before = (Draft.objects.count(), Reflection.objects.exclude(text="").count(), Seat.objects.count())
    leave(project, dee, Scope.CONTACT)
    assert membership(dee).no_contact_since is not None
    assert Membership.objects.current().filter(person=dee).exists()
    assert (Draft.objects.count(), Reflection.objects.exclude(text="").count(), Seat.objects.count()) == before


def test_who_stops_taking_part_leaves_their_words_and_loses_drafts_and_empty_seats(
    project: Project, dee: User, chen: User
) -> None:
    made = much(project, dee, chen)
    leave(project, dee, Scope.TAKING_PART)
    assert not Membership.objects.current().filter(person=dee).exists()
    assert membership(dee).no_contact_since is not None
    assert not Draft.objects.filter(seat__person=dee).exists()
    assert set(Seat.objects.filter(person=dee)) == {made["one"].seat, made["two"].seat}
    assert Reflection.objects.filter(seat__person=dee, text__startswith=SECRET).count() == 3
    assert ReflectionVersion.objects.count() == 3


def test_words_that_are_taken_back_are_gone_with_their_versions_and_permission(
    project: Project, dee: User, chen: User
) -> None:
    made = much(project, dee, chen, files_since=timezone.now(), may_quote=True, may_archive=True)
    leave(project, dee, Scope.WORDS)
    for row in Reflection.objects.filter(seat__person=dee):
        assert (row.text, row.files_since) == ("", None)
        assert row.withdrawn_at is not None
        assert [use for use in Use if getattr(row, use.value)] == []
    assert not ReflectionVersion.objects.exists()
    assert not LookBackNote.objects.exists()
    made["turn"].refresh_from_db()
    made["theirs"].refresh_from_db()
    assert (made["turn"].text, made["theirs"].text) == ("", "Somebody else said this.")
    assert {row.text for row in Reflection.objects.filter(seat__person=chen)} == {"Chen wrote this.", "Chen answers."}


def test_the_preview_tells_the_numbers_of_what_happens(project: Project, dee: User, chen: User, priya: User) -> None:
    much(project, dee, chen)
    rows.built(project, priya)
    assert told(project, dee) == [
        "You get no more mail about this project. Mail that waits to be sent is not sent. Only a receipt comes.",
        "Your part in this project ends today. You do not see it any more.",
        "Deleted: 1 draft.",
        "Given back: 1 seat in a dialogue that has not been held.",
        "Removed for good: 2 reflections and 1 response, with every earlier version.",
        "Removed for good: what you said in 1 turn of a transcript.",
        "Deleted: 1 look-back note.",
        "1 agreement or kept disagreement stays: your dialogue recorded it together.",
        "1 response of somebody else to your words stays. It may repeat some of them.",
        "Deleted: 1 file that may hold your words. Whoever asked for it is told, but not who you are.",
    ]
    before = effects(dee, project, Scope.WORDS)
    row = leave(project, dee)
    assert [effect["sentence"] for effect in row.effects] == [effect.sentence for effect in before]
    assert Reflection.objects.filter(withdrawn_at__isnull=False).count() == 3
    assert told(project, dee) == ["1 agreement or kept disagreement stays: your dialogue recorded it together."]


def test_keeping_words_says_so_in_numbers(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    kept = "Kept: 2 reflections and 1 response, with the permission you gave. New files leave them out."
    assert kept in told(project, dee, Scope.TAKING_PART)


def test_a_file_that_was_fetched_cannot_be_called_back(project: Project, dee: User, chen: User, priya: User) -> None:
    much(project, dee, chen, files_since=ago(days=1))
    export = rows.built(project, priya)
    export.downloaded_at = timezone.now()
    export.save()
    found = [effect for effect in effects(dee, project, Scope.WORDS) if "cannot be called back" in effect.sentence]
    assert [(effect.count, effect.possible) for effect in found] == [(1, False)]
    Reflection.objects.update(files_since=timezone.now())
    assert "cannot be called back" not in " ".join(told(project, dee))


def test_nothing_happens_where_something_else_than_shown_would(project: Project, dee: User, chen: User) -> None:
    seen = mark_of(effects(dee, project, Scope.WORDS))
    much(project, dee, chen)
    with pytest.raises(EffectsChanged, match="Nothing is done yet"):
        withdraw(project, scope=Scope.WORDS, seen=seen, token=uuid.uuid4(), by=dee)
    assert not Withdrawal.objects.exists()
    assert Membership.objects.current().filter(person=dee).exists()


def test_the_same_form_sent_twice_withdraws_once(project: Project, dee: User) -> None:
    token, seen = uuid.uuid4(), mark_of(effects(dee, project, Scope.WORDS))
    first = withdraw(project, scope=Scope.WORDS, seen=seen, token=token, by=dee)
    assert withdraw(project, scope=Scope.WORDS, seen=seen, token=token, by=dee) == first
    assert Mail.objects.filter(kind="participants.withdrawn").count() == 1


def test_who_has_left_cannot_leave_again(project: Project, dee: User) -> None:
    leave(project, dee, Scope.TAKING_PART)
    with pytest.raises(Refused, match="do not take part"):
        leave(project, dee, Scope.WORDS)


def test_after_contact_one_can_withdraw_further(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    leave(project, dee, Scope.CONTACT)
    with pytest.raises(Refused, match="not contacted"):
        leave(project, dee, Scope.CONTACT)
    leave(project, dee, Scope.WORDS)
    assert Withdrawal.objects.filter(person=dee).count() == 2
    assert not Reflection.objects.filter(seat__person=dee).exclude(text="").exists()


def test_the_last_coordinator_hands_over_first(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="“Breathing Together” has no other coordinator"):
        leave(project, amara, Scope.TAKING_PART)
    leave(project, amara, Scope.CONTACT)
    Membership.objects.filter(person=dee).update(role="coordinator")
    assert leave(project, amara, Scope.WORDS).scope == Scope.WORDS


def test_a_closed_project_can_be_left(project: Project, dee: User) -> None:
    Project.objects.update(state="closed")
    assert leave(project, dee, Scope.WORDS).receipt


def test_the_receipt_is_readable(project: Project, dee: User) -> None:
    assert re.fullmatch(r"W-[2-9A-Z]{4}-[2-9A-Z]{4}", leave(project, dee, Scope.CONTACT).receipt)


def test_a_receiver_that_fails_leaves_nothing_changed(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    before = told(project, dee)

    def fails(sender: object, **others: object) -> None:
        raise RuntimeError

    participant_withdrawn.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            leave(project, dee)
    finally:
        participant_withdrawn.disconnect(fails)
    assert told(project, dee) == before
    assert not Withdrawal.objects.exists()
    assert not Mail.objects.exists()


def test_other_projects_stay_as_they_are(project: Project, other_project: Project, dee: User, chen: User) -> None:
    factories.member(other_project, dee, "partner", "carer")
    elsewhere = rows.reflection(rows.dialogue(other_project), dee, "Elsewhere.")
    much(project, dee, chen)
    leave(project, dee)
    elsewhere.refresh_from_db()
    assert (elsewhere.text, elsewhere.withdrawn_at) == ("Elsewhere.", None)
    assert Membership.objects.current().filter(person=dee, project=other_project, no_contact_since=None).exists()


def test_the_history_says_how_far_but_not_who(project: Project, dee: User, amara: User) -> None:
    leave(project, dee, Scope.WORDS)
    told_row = history_rows(project, events_of(project), amara)[0]
    assert told_row.sentence == "Somebody withdrew: “Stop taking part, and remove what I wrote”."
    assert told_row.happened.actor_id is None


def queued(project: Project, person: User) -> Mail:
    data = {"membership": str(membership(person).pk)}
    mail = enqueue(ADDED, key=str(uuid.uuid4()), person=person, project_id=project.pk, data=data)
    assert mail is not None
    return mail


def test_mail_that_waits_is_not_sent_but_the_receipt_is(project: Project, dee: User) -> None:
    waiting = queued(project, dee)
    leave(project, dee, Scope.CONTACT)
    receipt = Mail.objects.get(kind="participants.withdrawn")
    for mail in (waiting, receipt):
        delivery.deliver(mail.pk)
        mail.refresh_from_db()
    assert (waiting.state, receipt.state) == (MailState.NOT_NEEDED, MailState.SENT)


def test_contact_can_start_again(project: Project, dee: User) -> None:
    leave(project, dee, Scope.CONTACT)
    resume_contact(project, by=dee)
    resume_contact(project, by=dee)
    assert membership(dee).no_contact_since is None
    mail = queued(project, dee)
    delivery.deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_no_reminder_is_prepared_for_who_is_not_to_be_contacted(project: Project, amara: User, dee: User) -> None:
    from dialogues.jobs import remind

    planning.opened(project, amara, dee, writing_ends_at=timezone.now() + timedelta(hours=5))
    leave(project, dee, Scope.CONTACT)
    assert remind() == 0
    assert not Mail.objects.filter(kind="reflection_due").exists()


def test_a_tab_that_is_still_open_cannot_write_any_more(project: Project, amara: User, dee: User) -> None:
    dialogue = planning.opened(project, amara, dee)
    seat = Seat.objects.get(person=dee)
    planning.sent(dialogue, dee, "Sent before.")
    leave(project, dee)
    with pytest.raises(Refused, match="do not take part"):
        save_draft(Slot(seat, dialogue.prompts.get(position=1)), text="Too late", version=0, by=dee)
    with pytest.raises(Refused, match="do not take part"):
        send_reflections(seat, by=dee)
    with pytest.raises(PermissionDenied):
        send_reflections(seat, by=amara)
    assert not Draft.objects.exists()


def test_who_comes_back_finds_the_place_of_what_was_taken_back_closed(project: Project, amara: User, dee: User) -> None:
    dialogue = planning.opened(project, amara, dee)
    planning.sent(dialogue, dee, "Sent before.")
    leave(project, dee)
    Membership.objects.filter(person=dee).update(ended_at=None)
    seat, prompt = Seat.objects.get(person=dee), dialogue.prompts.get(position=1)
    with pytest.raises(Refused):
        save_draft(Slot(seat, prompt), text="Written anew", version=1, by=dee)
    assert Reflection.objects.get(seat=seat).text == ""


def test_a_seat_in_a_dialogue_that_was_held_stays(project: Project, amara: User, dee: User) -> None:
    dialogue = planning.opened(project, amara, dee)
    dialogue.state = "held"
    dialogue.save()
    leave(project, dee)
    assert Seat.objects.filter(person=dee).count() == 1


def test_a_seat_that_is_a_speaker_stays_without_its_words(project: Project, dee: User) -> None:
    row = rows.reflection(rows.dialogue(project), dee)
    turn = spoken(row)["turn"]
    leave(project, dee, Scope.TAKING_PART)
    turn.refresh_from_db()
    assert turn.text == f"{SECRET} said"


@pytest.mark.django_db(transaction=True)
def test_sending_at_the_very_moment_of_withdrawing_leaves_no_word(project: Project, amara: User, dee: User) -> None:
    """Either the words are sent first and taken back with the rest, or they are refused."""
    dialogue = planning.opened(project, amara, dee)
    planning.sent(dialogue, dee, "Sent before.")
    seat = Seat.objects.select_related("dialogue__project", "person").get(person=dee)
    prompt = dialogue.prompts.get(position=2)
    save_draft(Slot(seat, prompt), text=SECRET, version=0, by=dee)
    together = threading.Barrier(2)
    acts: dict[str, Callable[[], object]] = {
        "send": lambda: send_reflections(seat, by=dee),
        "save": lambda: save_draft(Slot(seat, prompt), text=f"{SECRET} more", version=1, by=dee),
    }

    def write(name: str) -> None:
        together.wait()
        with suppress(Refused):
            acts[name]()
        connection.close()

    for name in acts:
        worker = threading.Thread(target=write, args=[name])
        worker.start()
        together.wait()
        while Membership.objects.current().filter(person=dee).exists():
            with suppress(EffectsChanged):
                leave(project, dee)
        worker.join()
        assert not Reflection.objects.exclude(text="").exists()
        assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_withdraw_once(project: Project, dee: User) -> None:
    token, seen = uuid.uuid4(), mark_of(effects(dee, project, Scope.WORDS))
    found: list[Withdrawal] = []

    def press() -> None:
        found.append(withdraw(project, scope=Scope.WORDS, seen=seen, token=token, by=dee))
        connection.close()

    workers = [threading.Thread(target=press) for _press in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (len(found), len(set(found)), Withdrawal.objects.count()) == (2, 1, 1)
