"""What the sweeper finds and what it leaves alone."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import User
from projects.models import Project
from reports import actions, building, jobs
from reports.enums import ExportState
from tests.audit.trail import of_target
from tests.reports import rows


def test_an_export_that_the_queue_lost_is_queued_again_once(
    project: Project,
    priya: User,
    hints: list[tuple[str, int]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    export = rows.asked(project, priya)
    with time_machine.travel(timezone.now() + timedelta(minutes=3)), django_capture_on_commit_callbacks(execute=True):
        jobs.sweep()
        jobs.sweep()
    assert hints == [(str(export.pk), 1)]


def test_a_fresh_request_is_left_to_the_queue(
    project: Project,
    priya: User,
    hints: list[tuple[str, int]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rows.asked(project, priya)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.sweep()
    assert hints == []


def test_a_worker_that_is_silent_for_five_minutes_fails_its_export(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    building.claim(export.pk, 1)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        jobs.sweep()
    export.refresh_from_db()
    assert (export.state, export.reason) == (ExportState.FAILED, "The worker stopped while making this file.")


def test_a_worker_that_was_heard_of_is_left_alone(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    building.claim(export.pk, 1)
    with time_machine.travel(timezone.now() + timedelta(minutes=4)):
        jobs.sweep()
    export.refresh_from_db()
    assert export.state == ExportState.BUILDING


def test_a_worker_given_up_too_early_writes_nothing(project: Project, priya: User, settings: Settings) -> None:
    settings.REPORTS_STALLED_AFTER = -1
    claimed = building.claim(rows.asked(project, priya).pk, 1)
    assert claimed is not None
    made = building._make_file(claimed)
    jobs.sweep()
    actions.retry_export(claimed, by=priya)
    try:
        building.finish(claimed, made)
    except building.Lost:
        claimed.refresh_from_db()
    assert (claimed.state, claimed.attempt) == (ExportState.WAITING, 2)


def test_a_file_past_its_day_is_deleted_once(
    project: Project, priya: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    export = rows.built(project, priya)
    place = building.path_of_file(export.stored_as)
    with time_machine.travel(timezone.now() + timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
        jobs.sweep()
        jobs.sweep()
    export.refresh_from_db()
    assert (export.state, place.exists()) == (ExportState.EXPIRED, False)
    assert [event.type for event in of_target(export.pk)].count("reports.export_expired") == 1


def test_a_file_within_its_day_is_kept(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        jobs.sweep()
    assert building.path_of_file(export.stored_as).exists()
