"""The outbox: a row first, at most one for a key, whatever the queue does."""

from __future__ import annotations

import time
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.errors import Refused
from notifications import jobs, queries, tasks
from notifications.actions import enqueue, retry_mail
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MailKind
from tests import factories


def test_a_mail_goes_to_the_address_of_the_person(kind: MailKind, dee: User) -> None:
    mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    assert mail.to == dee.email


def test_the_same_key_makes_one_mail(kind: MailKind, dee: User, chen: User) -> None:
    assert enqueue(kind, key="one", person=dee) is not None
    assert enqueue(kind, key="one", person=chen) is None
    assert Mail.objects.get().person == dee


def test_the_task_goes_to_the_queue_on_commit(
    kind: MailKind, dee: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        mail = enqueue(kind, key="one", person=dee)
        enqueue(kind, key="one", person=dee)
    assert mail is not None
    assert [(callback.func, callback.args) for callback in callbacks] == [(tasks.publish, (mail.pk,))]  # type: ignore[attr-defined]


def test_a_kind_that_is_not_declared_is_refused(dee: User) -> None:
    with pytest.raises(ValueError, match="not declared"):
        enqueue(MailKind("nobody.knows", "", lambda mail: None), key="one", person=dee)


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_make_one_mail(kind: MailKind) -> None:
    person = factories.person("Dee Marsh")
    start = Barrier(2)

    def work() -> None:
        start.wait()
        enqueue(kind, key="one", person=person)
        connection.close()

    workers = [Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Mail.objects.count() == 1


def test_a_queue_that_takes_it_says_so(kind: MailKind, dee: User) -> None:
    mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    assert tasks.publish(mail.pk) is True


@pytest.mark.usefixtures("no_broker")
def test_without_a_queue_the_row_waits(
    kind: MailKind, dee: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    assert queries.due_ids() == [mail.pk]


@pytest.mark.usefixtures("no_broker")
def test_a_queue_that_is_down_holds_nobody_up(kind: MailKind, dee: User) -> None:
    mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    before = time.monotonic()
    assert tasks.publish(mail.pk) is False
    assert time.monotonic() - before < 2


@pytest.mark.usefixtures("deaf_broker")
def test_a_queue_that_never_answers_holds_nobody_up_for_long(kind: MailKind, dee: User) -> None:
    mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    before = time.monotonic()
    assert tasks.publish(mail.pk) is False
    assert time.monotonic() - before < 7


@pytest.mark.usefixtures("no_broker")
def test_the_sweeper_stops_at_a_queue_that_is_down(kind: MailKind, dee: User, caplog: pytest.LogCaptureFixture) -> None:
    for key in ("one", "two", "three"):
        enqueue(kind, key=key, person=dee)
    jobs.sweep()
    assert caplog.text.count("The queue did not take notifications.send") == 1


def test_the_sweeper_takes_the_oldest_due_first(kind: MailKind, dee: User) -> None:
    now = timezone.now()
    late = enqueue(kind, key="one", person=dee, due_at=now - timedelta(hours=1))
    later = enqueue(kind, key="two", person=dee, due_at=now - timedelta(hours=2))
    enqueue(kind, key="three", person=dee, due_at=now + timedelta(hours=1))
    assert late is not None
    assert later is not None
    assert queries.due_ids() == [later.pk, late.pk]


def test_what_failed_can_be_sent_again(kind: MailKind, dee: User, priya: User) -> None:
    mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    Mail.objects.update(state=MailState.FAILED, attempts=5, reason="The mail server refused it (550).")
    retry_mail(mail, by=priya)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.reason) == (MailState.DUE, 0, "")


@pytest.mark.parametrize("state", [state for state in MailState if state != MailState.FAILED])
def test_nothing_else_can_be_sent_again(kind: MailKind, dee: User, priya: User, state: MailState) -> None:
    mail = enqueue(kind, key="one", person=dee)
    assert mail is not None
    Mail.objects.update(state=state)
    with pytest.raises(Refused):
        retry_mail(mail, by=priya)
