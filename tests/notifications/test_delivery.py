"""Each mail at most once, on a real mail server."""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import User
from notifications import delivery, jobs, tasks
from notifications.actions import enqueue
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL, MailKind
from tests.notifications.conftest import MailServer


@pytest.fixture
def mail(kind: MailKind, dee: User) -> Mail:
    """A reminder to Dee that is due."""
    made = enqueue(kind, key="reminder:1", person=dee, data={"seat": "1"})
    assert made is not None
    return made


def send(mail: Mail, times: int = 1) -> Mail:
    """Run the task, and read the row again."""
    for _time in range(times):
        tasks.send(str(mail.pk))
    mail.refresh_from_db()
    return mail


def wait_over(mail: Mail) -> None:
    """The waiting time of this mail is over."""
    Mail.objects.filter(pk=mail.pk).update(due_at=timezone.now())


def parts(message: Any) -> dict[str, str]:
    """Type to words."""
    return {part.get_content_type(): part.get_payload(decode=True).decode() for part in message.get_payload()}


def test_a_due_mail_is_sent(mail: Mail, mail_server: MailServer) -> None:
    assert send(mail).state == MailState.SENT
    assert mail_server.messages[0]["To"] == "dee.marsh@example.org"


def test_a_task_that_runs_three_times_sends_one_mail(mail: Mail, mail_server: MailServer) -> None:
    send(mail, times=3)
    assert len(mail_server.messages) == 1


def test_what_the_row_held_goes_with_the_mail(mail: Mail, mail_server: MailServer) -> None:
    assert send(mail).data == {}


def test_a_mail_says_why_it_came_and_where_to_go_in_text_and_html(mail: Mail, mail_server: MailServer) -> None:
    send(mail)
    for words in parts(mail_server.messages[0]).values():
        assert "You get this because a test runs." in words
        assert f"{settings.BASE_URL}/projects/" in words


def test_words_are_never_markup_in_the_html(mail: Mail, mail_server: MailServer) -> None:
    send(mail)
    assert "&lt;b&gt;ends&lt;/b&gt;" in parts(mail_server.messages[0])["text/html"]


def test_the_message_id_comes_from_the_row(mail: Mail, mail_server: MailServer) -> None:
    send(mail)
    assert mail_server.messages[0]["Message-ID"] == f"<{mail.pk}@localhost>"


def test_a_mail_that_is_not_due_waits(mail: Mail, mail_server: MailServer) -> None:
    Mail.objects.update(due_at=timezone.now() + timedelta(hours=1))
    assert send(mail).state == MailState.DUE
    assert mail_server.messages == []


def test_something_done_meanwhile_needs_no_mail(mail: Mail, needed: dict[str, bool], mail_server: MailServer) -> None:
    needed["letter"] = False
    assert send(mail).state == MailState.NOT_NEEDED
    assert mail_server.messages == []


def test_somebody_whose_account_is_closed_gets_no_mail(mail: Mail, dee: User, mail_server: MailServer) -> None:
    User.objects.filter(pk=dee.pk).update(is_active=False)
    assert send(mail).state == MailState.NOT_NEEDED


def test_a_kind_that_is_gone_fails_with_a_reason(
    mail: Mail, kind: MailKind, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(MAIL, kind.name)
    assert send(mail).state == MailState.FAILED
    assert mail.reason == "This kind of mail is no longer known."


def test_a_mistake_in_the_writer_is_tried_again_later(
    mail: Mail, kind: MailKind, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(mail: Mail) -> None:
        raise KeyError("dee.marsh@example.org")

    monkeypatch.setitem(MAIL, kind.name, MailKind(kind.name, kind.why, broken))
    assert send(mail).state == MailState.DUE
    assert mail.due_at > timezone.now()


def test_without_a_mail_server_it_waits_a_minute(mail: Mail, no_mail_server: None) -> None:
    before = timezone.now()
    assert send(mail).state == MailState.DUE
    assert timedelta(seconds=59) < mail.due_at - before < timedelta(seconds=65)


def test_a_server_that_says_later_is_asked_later(mail: Mail, mail_server: MailServer) -> None:
    mail_server.mode = "451"
    assert send(mail).state == MailState.DUE
    mail_server.mode = "accept"
    wait_over(mail)
    assert send(mail).state == MailState.SENT
    assert len(mail_server.messages) == 1


def test_after_five_attempts_it_has_failed_with_the_reason(mail: Mail, mail_server: MailServer) -> None:
    mail_server.mode = "451"
    states = []
    for _attempt in range(5):
        wait_over(mail)
        states.append(send(mail).state)
    assert states == [MailState.DUE] * 4 + [MailState.FAILED]
    assert mail.reason == "The mail server refused it (451)."


@pytest.mark.parametrize("mode", ["550", "554"])
def test_a_server_that_says_never_is_not_asked_again(mail: Mail, mail_server: MailServer, mode: str) -> None:
    mail_server.mode = mode
    assert send(mail).state == MailState.FAILED
    assert mail.reason == f"The mail server refused it ({mode})."


def test_a_connection_cut_after_the_words_had_left_is_perhaps_sent(mail: Mail, mail_server: MailServer) -> None:
    mail_server.mode = "hang up"
    assert send(mail).state == MailState.UNKNOWN


def test_what_is_perhaps_sent_is_never_sent_again(mail: Mail, mail_server: MailServer) -> None:
    mail_server.mode = "hang up"
    send(mail)
    mail_server.mode = "accept"
    wait_over(mail)
    jobs.sweep()
    send(mail)
    assert len(mail_server.messages) == 1


def test_a_worker_killed_in_mid_send_leaves_perhaps_sent(mail: Mail, mail_server: MailServer) -> None:
    assert delivery.claim(mail.pk) is not None
    Mail.objects.update(claimed_at=timezone.now() - timedelta(minutes=6))
    jobs.sweep()
    assert send(mail).state == MailState.UNKNOWN
    assert mail_server.messages == []


def test_a_worker_that_is_still_sending_is_left_alone(mail: Mail) -> None:
    delivery.claim(mail.pk)
    Mail.objects.update(claimed_at=timezone.now() - timedelta(minutes=4))
    assert delivery.give_up_silent() == 0


def test_a_worker_that_was_given_up_does_not_change_the_state(mail: Mail) -> None:
    claimed = delivery.claim(mail.pk)
    assert claimed is not None
    Mail.objects.update(state=MailState.UNKNOWN)
    delivery.finish(claimed, delivery.Outcome(MailState.DUE))
    mail.refresh_from_db()
    assert mail.state == MailState.UNKNOWN


@pytest.mark.parametrize("mode", ["accept", "451", "550", "hang up"])
def test_no_log_line_holds_an_address_or_a_subject(
    mail: Mail, mail_server: MailServer, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    mail_server.mode = mode
    with caplog.at_level(logging.DEBUG, "notifications"):
        send(mail)
    assert str(mail.pk) in caplog.text
    assert "dee.marsh" not in caplog.text
    assert "reflections" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail(mail: Mail, mail_server: MailServer) -> None:
    start = Barrier(4)

    def work() -> None:
        start.wait()
        tasks.send(str(mail.pk))
        connection.close()

    workers = [Thread(target=work) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mail_server.messages) == 1
