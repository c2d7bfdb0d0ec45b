"""A real mail server on this computer, which can refuse and break off; and a queue that is not there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from clahrc.celery import app
from notifications.registry import MAIL, Letter, MailKind


class MailServer:
    """Keeps what it accepts. `mode` says what it does with the next mail."""

    def __init__(self) -> None:
        self.mode = "accept"
        self.messages: list[Message] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self.mode in {"451", "550"}:
            return f"{self.mode} {address} is not taken now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.mode == "554":
            return "554 No such words here"
        self.messages.append(message_from_bytes(envelope.content))
        if self.mode == "hang up":
            server.transport.abort()
        return "250 OK"


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A mail server that listens, and the settings that lead to it."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield server
    controller.stop()


@pytest.fixture
def no_mail_server(settings: Settings) -> None:
    """Nobody listens where the mail server should be."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5


def _queue_at(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Celery publishes there from now on."""
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    monkeypatch.setitem(app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where the queue should be."""
    _queue_at(free_port(), monkeypatch)


@pytest.fixture
def deaf_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Something takes the connection where the queue should be, and never answers."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        _queue_at(deaf.getsockname()[1], monkeypatch)
        yield


@pytest.fixture
def needed() -> dict[str, bool]:
    """Is the letter of `kind` still needed? A test may change its mind."""
    return {"letter": True}


@pytest.fixture
def kind(needed: dict[str, bool], monkeypatch: pytest.MonkeyPatch) -> MailKind:
    """A kind of mail, declared for this test."""
    letter = Letter("Your reflections: there is still time", "Time to write <b>ends</b> soon.", "/projects/")
    why = "You get this because a test runs."
    made = MailKind("tests.reminder", why, lambda mail: letter if needed["letter"] else None)
    monkeypatch.setitem(MAIL, made.name, made)
    return made
