"""The queue is away: people go on, rows wait, the sweeper finds them."""

from __future__ import annotations

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.queue import hint
from projects.models import Project
from reports import tasks
from reports.enums import ExportState
from reports.models import Export
from tests.notifications.conftest import no_broker
from tests.reports import rows

__all__ = ["no_broker"]


def test_a_file_can_be_asked_for_and_waits(
    project: Project,
    priya: User,
    no_broker: None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        export = rows.asked(project, priya)
    assert Export.objects.get(pk=export.pk).state == ExportState.WAITING


def test_a_hint_that_is_not_taken_says_so_without_what_it_was_about(
    no_broker: None, caplog: pytest.LogCaptureFixture
) -> None:
    assert hint(tasks.build, "an-id", 1) is False
    assert "reports.build" in caplog.text
