"""Expectations: asked in rounds, written blind, revealed together, asked again. A draft is its author's alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.editing import Conflict
from core.models import once
from notifications.actions import enqueue
from projects.actions.locking import lock_open_project, lock_project
from projects.models import Membership, Project
from understanding import events
from understanding.enums import RoundState, Topic
from understanding.models import Expectation, ExpectationRound
from understanding.notices.expectations import ASKED
from understanding.policies import expectations as policies
from understanding.policies.members import check_takes_part
from understanding.queries import expectations as queries


def _latest_round(project: Project) -> ExpectationRound | None:
    """The round that was asked last; None before the first."""
    return ExpectationRound.objects.filter(project=project).order_by("-number").first()


def _lock_round(row: ExpectationRound) -> ExpectationRound:
    """The round as it is stored, its project locked and open: writing and revealing take turns."""
    locked = lock_open_project(row.project)
    stored = ExpectationRound.objects.select_for_update(of=("self",)).get(pk=row.pk)
    stored.project = locked
    return stored


def _enqueue_asking(row: ExpectationRound, skip: User | None) -> None:
    """One mail to a person and round, except to `skip`, who asked and knows."""
    for member in queries.members_to_tell(row):
        if skip is None or member.person_id != skip.pk:
            enqueue(
                ASKED,
                key=f"{ASKED.name}:{row.pk}:{member.pk}",
                person=member.person,
                project_id=row.project_id,
                data={"round": str(row.pk)},
            )


@transaction.atomic
def ask_everybody(project: Project, *, ask_again_on: date | None, token: UUID, by: User) -> ExpectationRound:
    """Ask everybody what they expect, and tell them. Sent twice with one token, it asks once."""
    locked = lock_open_project(project)

    def make() -> ExpectationRound:
        policies.check_none_open(locked)
        policies.check_again_on(ask_again_on)
        latest = _latest_round(locked)
        number = latest.number + 1 if latest else 1
        return ExpectationRound.objects.create(
            project=locked, number=number, ask_again_on=ask_again_on, submitted_by=by, form_token=token
        )

    row, is_new = once(ExpectationRound, by=by, token=token, make=make)
    if is_new:
        record(events.EXPECTATIONS_ASKED, by=by, project=locked, target=row)
        _enqueue_asking(row, skip=by)
    return row


@transaction.atomic
def ask_everybody_again(last: ExpectationRound, *, by: None) -> bool:
    """The day has come on which everybody is asked again: the next round opens, once. False where it does not."""
    locked = lock_project(last.project)
    latest = _latest_round(locked)
    if latest is None or latest.pk != last.pk or not locked.is_open or latest.is_open:
        return False
    if latest.ask_again_on is None or latest.ask_again_on > site_today():
        return False
    row = ExpectationRound.objects.create(
        project=locked,
        number=latest.number + 1,
        submitted_by_id=latest.submitted_by_id,
        form_token=uuid5(latest.pk, "again"),
    )
    record(events.EXPECTATIONS_ASKED, by=by, project=locked, target=row)
    _enqueue_asking(row, skip=None)
    return True


@transaction.atomic
def set_day_of_asking(row: ExpectationRound, *, ask_again_on: date | None, by: User) -> ExpectationRound:
    """Change the day on which everybody is asked again, or ask no more. The same day again changes nothing."""
    stored = _lock_round(row)
    policies.check_last_round(stored)
    if stored.ask_again_on == ask_again_on:
        return stored
    policies.check_again_on(ask_again_on)
    stored.ask_again_on = ask_again_on
    stored.save(update_fields=["ask_again_on"])
    record(events.EXPECTATIONS_DATED, by=by, project=stored.project, target=stored)
    return stored


@transaction.atomic
def save_draft(row: ExpectationRound, *, topic: Topic, text: str, version: int, by: User) -> Expectation | None:
    """Save words as a draft. `version` is that of the words its author saw, 0 where there were none.

    None where there is nothing to save. Raises Conflict where it was changed elsewhere, Refused where nothing can be
    written here.
    """
    stored = _lock_round(row)
    policies.check_round_open(stored)
    membership = check_takes_part(stored.project, by)
    expectation = Expectation.objects.filter(round=stored, membership=membership, topic=topic).first()
    if expectation is None and not policies.has_words(text):
        return None
    expectation = expectation or Expectation(round=stored, membership=membership, topic=topic)
    newest = queries.newest_text(expectation)
    if expectation.version and newest == text:
        return expectation
    if expectation.version != version and policies.has_words(newest):
        raise Conflict(newest, expectation.version)
    expectation.draft, expectation.saved_at = text, timezone.now()
    expectation.version += 1
    expectation.save()
    return expectation


@transaction.atomic
def send_drafts(row: ExpectationRound, *, by: User) -> int:
    """Send what somebody wrote under any of the topics; what they emptied is taken back. Sent twice, it sends once.

    Answers how many topics changed. Raises Refused where nothing is written or nothing can be sent.
    """
    stored = _lock_round(row)
    policies.check_round_open(stored)
    membership = check_takes_part(stored.project, by)
    answers = queries.answers_of(stored, membership)
    policies.check_something_to_send(any(answer.is_written or answer.is_sent for answer in answers))
    unsent = [answer.row for answer in answers if answer.is_unsent and answer.row is not None]
    for expectation in unsent:
        _send_draft(expectation, membership)
    if unsent:
        record(events.EXPECTATIONS_SENT, by=by, project=stored.project, target=stored)
    return len(unsent)


def _send_draft(row: Expectation, membership: Membership) -> None:
    """The draft becomes what is sent, or takes it back; `saved_at` is empty until something is saved again."""
    is_written = policies.has_words(row.draft)
    row.text = row.draft if is_written else ""
    row.standpoint = membership.standpoint if is_written else ""
    row.sent_at = timezone.now() if is_written else None
    row.draft, row.saved_at = "", None
    row.save(update_fields=["draft", "text", "standpoint", "saved_at", "sent_at"])


@transaction.atomic
def reveal_round(row: ExpectationRound, *, ask_again_on: date | None, by: User) -> ExpectationRound:
    """Open what everybody sent to everybody who takes part. Drafts are emptied. Asked twice, it reveals once."""
    stored = _lock_round(row)
    if not stored.is_open:
        return stored
    policies.check_reveal(stored, queries.people_sent(stored))
    policies.check_again_on(ask_again_on)
    Expectation.objects.filter(round=stored, sent_at=None).delete()
    Expectation.objects.filter(round=stored).update(draft="", saved_at=None)
    stored.state, stored.revealed_at, stored.ask_again_on = RoundState.REVEALED, timezone.now(), ask_again_on
    stored.save(update_fields=["state", "revealed_at", "ask_again_on"])
    record(events.EXPECTATIONS_REVEALED, by=by, project=stored.project, target=stored)
    return stored
