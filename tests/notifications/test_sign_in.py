"""What signing in needs to send goes through the outbox, at once, and leaves nothing behind."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from notifications import tasks
from notifications.enums import MailState
from notifications.models import Mail
from tests.notifications.conftest import MailServer

CONFIRM = "account_confirm_login_code"


def ask(client: Client, email: str, name: str = "account_request_login_code") -> Mail:
    """Ask for a code, or a link, on the sign-in page; the row it makes."""
    assert client.post(reverse(name), {"email": email}).status_code == 302
    return Mail.objects.latest("created_at")


def words(server: MailServer) -> str:
    """The plain text of the last mail."""
    part = server.messages[-1].get_payload()[0]  # type: ignore[index]
    return part.get_payload(decode=True).decode().replace("\r\n", "\n")  # type: ignore[union-attr]


def test_somebody_signs_in_by_the_code_they_were_sent(client: Client, dee: User, mail_server: MailServer) -> None:
    tasks.send(str(ask(client, dee.address).pk))
    code = re.search(r"^[A-Z0-9]{4}-?[A-Z0-9]{2,4}$", words(mail_server), re.MULTILINE)
    assert code is not None
    answer = client.post(reverse(CONFIRM), {"code": code[0]})
    assert answer["Location"] == reverse("home")
    assert client.get(reverse("home")).context["request"].user == dee


def test_somebody_chooses_a_new_password_by_the_link_they_were_sent(
    client: Client, dee: User, mail_server: MailServer
) -> None:
    tasks.send(str(ask(client, dee.address, "account_reset_password").pk))
    link = re.search(r"^http://localhost:8000(/account/password/reset/key/\S+)$", words(mail_server), re.MULTILINE)
    assert link is not None
    page = client.get(link[1])["Location"]
    new = {"password1": "a lantern for Dee", "password2": "a lantern for Dee"}
    assert client.post(page, new)["Location"] == reverse("account_reset_password_from_key_done")
    dee.refresh_from_db()
    assert dee.check_password("a lantern for Dee")


def test_the_host_of_a_link_is_the_configured_one(client: Client, dee: User, mail_server: MailServer) -> None:
    client.post(reverse("account_reset_password"), {"email": dee.email}, HTTP_HOST="127.0.0.1:9999")
    tasks.send(str(Mail.objects.get().pk))
    assert "127.0.0.1:9999" not in words(mail_server)


def test_the_code_goes_to_the_queue_at_once(
    client: Client, dee: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        mail = ask(client, dee.address)
    assert [callback.args for callback in callbacks] == [(mail.pk,)]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("no_broker")
@pytest.mark.django_db(transaction=True)
def test_without_a_queue_the_page_answers_and_the_row_waits(client: Client) -> None:
    User.objects.create_user("dee.marsh@example.org", "Dee Marsh")
    assert ask(client, "dee.marsh@example.org").state == MailState.DUE


def test_the_code_is_deleted_when_it_has_gone(client: Client, dee: User, mail_server: MailServer) -> None:
    mail = ask(client, dee.address)
    assert mail.data["text"]
    tasks.send(str(mail.pk))
    mail.refresh_from_db()
    assert (mail.state, mail.data) == (MailState.SENT, {})


def test_the_code_is_deleted_when_it_could_not_go(client: Client, dee: User, mail_server: MailServer) -> None:
    mail_server.mode = "550"
    mail = ask(client, dee.address)
    tasks.send(str(mail.pk))
    mail.refresh_from_db()
    assert (mail.state, mail.data) == (MailState.FAILED, {})


def test_a_code_that_has_run_out_is_not_sent(client: Client, dee: User, mail_server: MailServer) -> None:
    mail = ask(client, dee.address)
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    tasks.send(str(mail.pk))
    mail.refresh_from_db()
    assert (mail.state, mail_server.messages) == (MailState.NOT_NEEDED, [])


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_an_unknown_address_takes_the_same_road_and_gets_no_mail(
    client: Client, db: None, mail_server: MailServer, name: str
) -> None:
    mail = ask(client, "nobody@example.org", name)
    assert mail.to == ""
    tasks.send(str(mail.pk))
    mail.refresh_from_db()
    assert (mail.state, mail_server.messages) == (MailState.NOT_NEEDED, [])
