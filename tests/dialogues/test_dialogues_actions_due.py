"""Agreed actions remind their owner: on the list, and by mail at most once before and once after the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues import jobs
from dialogues.models import AgreedAction
from dialogues.notices.outcomes import action_to_do, write_action_due
from notifications.models import Mail
from notifications.registry import Letter
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.dialogues.planning import url
from tests.dialogues.recording import action, open_words
from tests.factories import in_days


@pytest.mark.parametrize(("days", "listed"), [(8, []), (7, [False]), (0, [False]), (-1, [True])])
def test_an_action_is_on_the_list_of_its_owner_within_a_week(
    days: int, listed: list[bool], project: Project, amara: User, dee: User
) -> None:
    action(open_words(project, amara, dee), amara, dee, in_days(days))
    assert [need.late for need in action_to_do.first_needs(dee, timezone.now())] == listed
    assert list(action_to_do.first_needs(amara, timezone.now())) == []


def test_what_is_done_is_on_no_list(project: Project, amara: User, dee: User) -> None:
    action(open_words(project, amara, dee), amara, dee, in_days(1))
    AgreedAction.objects.update(done_on=in_days(0))
    assert list(action_to_do.first_needs(dee, timezone.now())) == []


@pytest.mark.parametrize(("days", "mails"), [(4, 0), (3, 1), (0, 1), (-1, 1)])
def test_the_owner_gets_a_mail_from_three_days_before(
    days: int, mails: int, project: Project, amara: User, dee: User
) -> None:
    action(open_words(project, amara, dee), amara, dee, in_days(days))
    jobs.action_due()
    jobs.action_due()
    assert [mail.person for mail in Mail.objects.all()] == [dee] * mails


def test_there_is_one_mail_before_and_one_when_it_is_late(project: Project, amara: User, dee: User) -> None:
    row = action(open_words(project, amara, dee), amara, dee, in_days(2))
    jobs.action_due()
    early = Mail.objects.get()
    # The day goes by: the same action, seen from the day after.
    Mail.objects.update(key=f"action_due:{row.pk}:{row.owner_id}:{in_days(-1)}:soon")
    AgreedAction.objects.update(due_on=in_days(-1))
    jobs.action_due()
    jobs.action_due()
    assert Mail.objects.count() == 2
    assert write_action_due(Mail.objects.get(pk=early.pk)) is None  # the second says so better


def mail_of(project: Project, amara: User, *people: User) -> Mail:
    """The reminder of the first person's action, in the outbox."""
    action(open_words(project, amara, *people), amara, people[0], in_days(2))
    jobs.action_due()
    return Mail.objects.get()


def test_the_mail_holds_a_link_and_no_words_or_names(project: Project, amara: User, dee: User) -> None:
    letter = write_action_due(mail_of(project, amara, dee))
    assert isinstance(letter, Letter)
    row = AgreedAction.objects.get()
    assert letter.link == url("agreed_action_follow", row.dialogue, row.pk)
    for private in ("How we decide", "Breathing Together", "Amara", "Dee", "clinic"):
        assert private not in letter.subject + letter.text


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("days", [-1, 0])
def test_the_mail_is_written_wherever_its_reader_lives(
    zone: str, days: int, project: Project, amara: User, dee: User
) -> None:
    action(open_words(project, amara, dee), amara, dee, in_days(days))
    jobs.action_due()
    with timezone.override(zone):  # as delivery does; between these two it is never the same day
        assert write_action_due(Mail.objects.get()) is not None


@pytest.mark.parametrize(
    "change", ["done", "moved", "given away", "removed", "closed project", "left", "observer", "inactive"]
)
def test_the_mail_is_not_written_when_it_is_not_needed_any_more(
    change: str, project: Project, amara: User, dee: User, chen: User
) -> None:
    mail = mail_of(project, amara, dee, chen)
    row, membership = AgreedAction.objects.get(), Membership.objects.filter(person=dee)
    changes: dict[str, Callable[[], object]] = {
        "done": lambda: AgreedAction.objects.update(done_on=in_days(0)),
        "moved": lambda: AgreedAction.objects.update(due_on=in_days(20)),
        "given away": lambda: AgreedAction.objects.update(owner=row.dialogue.seats.get(person=chen)),
        "removed": lambda: AgreedAction.objects.all().delete(),
        "closed project": lambda: Project.objects.update(state=ProjectState.CLOSED),
        "left": lambda: membership.update(expires_on=timezone.localdate()),
        "observer": lambda: membership.update(role="observer"),
        "inactive": lambda: User.objects.filter(pk=dee.pk).update(is_active=False),
    }
    changes[change]()
    assert write_action_due(mail) is None


def test_whoever_takes_it_over_is_reminded_too(project: Project, amara: User, dee: User, chen: User) -> None:
    mail_of(project, amara, dee, chen)
    row = AgreedAction.objects.get()
    AgreedAction.objects.update(owner=row.dialogue.seats.get(person=chen))
    jobs.action_due()
    assert {mail.person for mail in Mail.objects.all()} == {dee, chen}


def test_nobody_is_reminded_in_a_closed_project(project: Project, amara: User, dee: User) -> None:
    action(open_words(project, amara, dee), amara, dee, in_days(1))
    Project.objects.update(state=ProjectState.CLOSED)
    jobs.action_due()
    assert not Mail.objects.exists()
    assert list(action_to_do.first_needs(dee, timezone.now())) == []
