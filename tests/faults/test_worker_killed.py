"""A worker dies in the middle of an export: the export fails with a reason, and can be made again."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from dialogues.models import Prompt, Reflection, Seat
from projects.models import Project
from reports import actions, building, jobs, tasks
from reports.enums import ExportState
from reports.models import Export
from tests import factories
from tests.faults import worker
from tests.reports import rows

PROMPTS, SEATS = 50, 60
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A queue of this test alone: what the application puts in its queue goes here."""
    name = f"test-{uuid.uuid4().hex}"
    for task in (tasks.build, jobs.sweep):
        monkeypatch.setattr(task, "queue", name, raising=False)
        monkeypatch.setattr(task, "_exec_options", None)
    yield name
    with current_app.connection_for_write() as broker:
        broker.default_channel.queue_delete(name)


@pytest.fixture
def workers(queue: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The worker processes of a test; none outlives it."""
    started = [worker.start(queue, tmp_path / "worker.log")]
    yield started
    for process in started:
        worker.kill(process)


@pytest.fixture
def other_connection(transactional_db: None) -> Iterator[BaseDatabaseWrapper]:
    """A second connection, to hold a lock with."""
    second = connection.copy()
    yield second
    second.close()


def many_reflections(project: Project) -> int:
    """Some megabytes of permitted words; how many."""
    dialogue = rows.dialogue(project)
    first = dialogue.prompts.get()
    prompts = [first, *(Prompt(dialogue=dialogue, position=number, text="Why?") for number in range(2, PROMPTS + 1))]
    Prompt.objects.bulk_create(prompts[1:])
    people = [User(email=f"person{number}@example.org", full_name=f"Person {number}") for number in range(SEATS)]
    User.objects.bulk_create(people)
    for person in people:
        factories.member(project, person, "partner", "patient")
    seats = Seat.objects.bulk_create(Seat(dialogue=dialogue, person=person, standpoint="patient") for person in people)
    now = timezone.now()
    Reflection.objects.bulk_create(
        Reflection(seat=seat, prompt=prompt, text="We listen. " * 200, kind="free", may_analyse=True, sent_at=now)
        for seat in seats
        for prompt in prompts
    )
    return len(seats) * len(prompts)


def state(export: Export) -> str:
    """Its state as it is now."""
    export.refresh_from_db()
    return export.state


def kill_in_the_middle(export: Export, victim: subprocess.Popen[bytes], second: BaseDatabaseWrapper, log: Path) -> int:
    """Let the worker write part of the file, hold it there by a lock on its row, kill it. Answers the bytes written."""
    with second.cursor() as cursor:
        second.set_autocommit(False)
        # The prompts are read when the file is open and before its first row is written.
        cursor.execute("LOCK TABLE dialogues_prompt IN ACCESS EXCLUSIVE MODE")
        actions.retry_export(export, by=export.submitted_by)
        worker.until(lambda: state(export) == ExportState.BUILDING, log)
        place = building.path_of_file(export.stored_as)
        worker.until(place.exists, log)
        with transaction.atomic():
            Export.objects.select_for_update().get(pk=export.pk)
            second.rollback()
            second.set_autocommit(True)
            worker.until(lambda: place.stat().st_size > 0, log)
            worker.kill(victim)
            return place.stat().st_size


def test_a_worker_killed_in_the_middle_fails_the_export_and_a_retry_makes_it(
    project: Project,
    priya: User,
    queue: str,
    workers: list[subprocess.Popen[bytes]],
    other_connection: BaseDatabaseWrapper,
    settings: Settings,
    tmp_path: Path,
) -> None:
    log = tmp_path / "worker.log"
    count = many_reflections(project)
    export = rows.asked(project, priya)
    actions.cancel_export(export, by=priya)
    written = kill_in_the_middle(export, workers[0], other_connection, log)
    half = building.path_of_file(export.stored_as)
    assert (state(export), written > 0) == (ExportState.BUILDING, True)

    settings.REPORTS_STALLED_AFTER = 0
    jobs.sweep()
    assert (state(export), export.reason) == (ExportState.FAILED, "The worker stopped while making this file.")
    assert not half.exists()

    workers.append(worker.start(queue, log))
    actions.retry_export(export, by=priya)
    worker.until(lambda: state(export) == ExportState.READY, log)
    assert (len(rows.table_of(export)), export.size > written) == (count + 1, True)
    assert export.manifest == {"level": "de-identified", "in": {"reflections": count}, "out": []}


def test_a_sweep_that_runs_twice_and_a_task_delivered_three_times_make_one_file(
    project: Project, dee: User, priya: User, queue: str, workers: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    rows.reflection(rows.dialogue(project), dee)
    export = rows.asked(project, priya)
    for _time in range(2):
        tasks.build.delay(str(export.pk), 1)
        jobs.sweep.delay()
    worker.until(lambda: state(export) == ExportState.READY, tmp_path / "worker.log")
    jobs.sweep()
    last = rows.asked(project, priya)
    worker.until(lambda: state(last) == ExportState.READY, tmp_path / "worker.log")
    assert sorted(path.name for path in building.path_of_file("").iterdir()) == sorted(
        [export.stored_as, last.stored_as]
    )
