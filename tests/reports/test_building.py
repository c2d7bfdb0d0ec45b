"""The worker's side: claimed once, told as it goes, failed with a reason."""

from __future__ import annotations

import errno
import hashlib
import logging
import stat
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from accounts.models import User
from dialogues.models import Reflection
from projects.models import Project
from reports import actions, building, tasks
from reports.enums import ExportKind, ExportState
from reports.models import Export
from tests.reports import rows


def breaks_with(error: BaseException) -> Callable[[Any], Iterator[bytes]]:
    """An encoder that writes a little and then fails."""

    def encode(_rows: Any) -> Iterator[bytes]:
        yield b"kingfisher"
        raise error

    return encode


def test_a_task_that_runs_twice_makes_one_file(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    tasks.build(str(export.pk), 1)
    export.refresh_from_db()
    first = export.stored_as
    tasks.build(str(export.pk), 1)
    export.refresh_from_db()
    assert (export.stored_as, [path.name for path in building.path_of_file("").iterdir()]) == (first, [first])


def test_only_one_of_two_workers_gets_an_attempt(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    assert [building.claim(export.pk, 1) is None, building.claim(export.pk, 1) is None] == [False, True]


def test_a_task_for_an_export_that_is_not_there_does_nothing(db: None) -> None:
    tasks.build("3f0c4b1e-8f55-4f3e-9e21-000000000000", 1)
    assert not Export.objects.exists()


def test_size_and_check_sum_are_those_of_the_file(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee, "é" * 1000)
    export = rows.built(project, priya)
    told = rows.file_of(export)
    assert (export.size, export.sha256) == (len(told), hashlib.sha256(told).hexdigest())


def test_only_the_application_may_read_the_file(project: Project, priya: User) -> None:
    place = building.path_of_file(rows.built(project, priya).stored_as)
    assert (stat.S_IMODE(place.stat().st_mode), stat.S_IMODE(place.parent.stat().st_mode)) == (0o600, 0o700)


@pytest.mark.parametrize("kind", [ExportKind.PROJECT_REPORT, ExportKind.REFLECTIONS])
def test_the_file_name_says_kind_and_day_and_nothing_else(project: Project, priya: User, kind: ExportKind) -> None:
    ending = {"project_report": "project-report-DAY.html", "reflections": "reflections-DAY.csv"}[kind.value]
    expected = "clahrc-" + ending.replace("DAY", f"{timezone.localdate()}")
    assert rows.built(project, priya, kind).file_name == expected


def test_a_ready_export_has_all_its_rows_done(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee)
    export = rows.built(project, priya)
    assert (export.done, export.total) == (2, 2)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left"), "no room left"),
        (OSError(errno.EDQUOT, "Quota"), "no room left"),
        (OSError(errno.EIO, "I/O"), "could not be written"),
        (SoftTimeLimitExceeded(), "took too long"),
        (RuntimeError("Dee Marsh said kingfisher"), "Something went wrong"),
    ],
    ids=str,
)
def test_what_goes_wrong_is_a_sentence_and_leaves_no_file(
    project: Project, priya: User, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    monkeypatch.setitem(building.FORMATS, "csv", breaks_with(error))
    export = rows.built(project, priya)
    assert (export.state, export.stored_as) == (ExportState.FAILED, "")
    assert reason in export.reason
    assert list(building.path_of_file("").iterdir()) == []


def test_the_log_of_a_failure_holds_nobody_s_words(
    project: Project, priya: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(building.FORMATS, "csv", breaks_with(RuntimeError("Dee Marsh said kingfisher")))
    with caplog.at_level(logging.DEBUG):
        export = rows.built(project, priya)
    assert "RuntimeError" in caplog.text
    assert "kingfisher" not in caplog.text + export.reason


def test_a_stop_in_the_middle_is_noticed_at_the_next_heartbeat(
    project: Project, dee: User, priya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_rows: Any) -> Iterator[bytes]:
        yield b"first"
        actions.cancel_export(Export.objects.get(), by=priya)
        yield b"second"
        raise AssertionError("The worker went on after the stop.")

    monkeypatch.setattr(building, "BEAT_ROWS", 1)
    monkeypatch.setitem(building.FORMATS, "csv", stopped)
    export = rows.built(project, priya)
    assert (export.state, list(building.path_of_file("").iterdir())) == (ExportState.CANCELLED, [])


def test_words_taken_back_while_the_file_is_made_fail_it(
    project: Project, dee: User, priya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.reflection(rows.dialogue(project), dee)

    def meanwhile(_rows: Any) -> Iterator[bytes]:
        yield b"kingfisher"
        Reflection.objects.update(may_analyse=False)

    monkeypatch.setitem(building.FORMATS, "csv", meanwhile)
    export = rows.built(project, priya)
    assert (export.state, "changed while" in export.reason) == (ExportState.FAILED, True)
