"""Two schedulers run by mistake, a worker, a mail server: everybody is reminded once."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from projects.models import Project
from tests.dialogues import planning
from tests.faults import worker
from tests.notifications.conftest import MailServer, mail_server

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def processes(mail_server: MailServer, tmp_path: Path) -> Iterator[list[Path]]:
    """One worker and two schedulers, all real, on a queue of their own; their logs."""
    queue, logs = f"test-{uuid.uuid4().hex}", [tmp_path / f"{name}.log" for name in ("worker", "beat1", "beat2")]
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"}
    with ExitStack() as started:
        started.callback(worker.kill, worker.start(queue, logs[0], **mail))
        for log in logs[1:]:
            started.callback(worker.kill, worker.start_beat(queue, log))
        yield logs
    with current_app.connection_for_write() as broker:
        broker.default_channel.queue_delete(queue)


def rounds(log: Path) -> int:
    """How often a scheduler has asked for reminders."""
    return log.read_text().count("dialogues.remind (dialogues.remind)") if log.exists() else 0


def test_two_schedulers_remind_each_person_once_and_nobody_who_has_sent(
    project: Project, amara: User, chen: User, dee: User, mail_server: MailServer, processes: list[Path]
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    dialogue = planning.opened(project, amara, amara, chen, dee, writing_ends_at=tomorrow)
    planning.sent(dialogue, chen, "I have written.")
    worker.until(lambda: len(mail_server.messages) >= 2, processes[0])
    seen = [rounds(log) for log in processes[1:]]
    for log, before in zip(processes[1:], seen, strict=True):
        worker.until(lambda log=log, before=before: rounds(log) >= before + 3, log)  # type: ignore[misc]
    time.sleep(1)  # the worker's last round
    assert Counter(message["To"] for message in mail_server.messages) == {amara.email: 1, dee.email: 1}
