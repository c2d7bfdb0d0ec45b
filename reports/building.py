"""Making a file, in the worker: claim, write with a heartbeat, finish or fail. Rows are the truth.

Every write names the attempt it belongs to, so a worker that lost its export, by a cancel or to the sweeper, changes
nothing and takes its own file away.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.actions import record
from core import csv
from reports import events
from reports.enums import ExportState, Failure
from reports.formats import html, zip
from reports.kinds.contents import Contents
from reports.kinds.table import KINDS
from reports.models import Export
from reports.policies import KEPT_FOR

log = logging.getLogger(__name__)

# A heartbeat after so many rows, or sooner after so many seconds; the clock is looked at now and then only.
BEAT_ROWS, BEAT_SECONDS, CLOCK_ROWS = 2000, 1.0, 100
FORMATS: dict[str, Callable[[Iterable[Any]], Iterator[bytes]]] = {
    "csv": csv.encode,
    "html": html.encode,
    "zip": zip.encode,
}
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class Lost(Exception):  # noqa: N818  # it is not an error
    """This attempt was cancelled or given up; whoever did that has written so."""


class ChangedError(Exception):
    """What goes in changed while it was being written."""


@dataclass(frozen=True)
class FinishedFile:
    """A finished file. `size` is in bytes."""

    size: int
    sha256: str
    fingerprint: str
    contents: Contents


def build(export_id: UUID, attempt: int) -> None:
    """Make the file of one attempt, once, however often it is asked for."""
    export = claim(export_id, attempt)
    if export is None:
        return
    try:
        finish(export, _make_file(export))
    except Lost:
        remove(export.stored_as)
    except Exception as error:
        # The text of an error may hold words of people: only its type is told.
        log.error("Export %s attempt %s: %s", export.pk, attempt, type(error).__name__)
        fail(export, failure_of(error))


def claim(export_id: UUID, attempt: int) -> Export | None:
    """Take a waiting attempt, or None where another worker has it or it is not wanted any more."""
    waiting = Export.objects.filter(pk=export_id, attempt=attempt, state=ExportState.WAITING)
    export = waiting.select_related("project", "submitted_by").first()
    if export is None:
        return None
    stored_as = f"{uuid.uuid4().hex}.{KINDS[export.kind].format}"
    taken = waiting.update(
        state=ExportState.BUILDING, heartbeat_at=timezone.now(), stored_as=stored_as, done=0, total=0, reason=""
    )
    export.state, export.stored_as = ExportState.BUILDING, stored_as
    return export if taken else None


def beat(export: Export, done: int, total: int) -> None:
    """Say that this attempt lives and how far it is. Raises Lost where it was taken away."""
    if not _mine(export).update(done=done, total=total, heartbeat_at=timezone.now()):
        raise Lost


def finish(export: Export, file: FinishedFile) -> None:
    """The file is there: say so, with its manifest, in one transaction."""
    now = timezone.now()
    with transaction.atomic():
        finished = _mine(export).update(
            state=ExportState.READY,
            done=file.contents.total,
            total=file.contents.total,
            ready_at=now,
            expires_at=now + KEPT_FOR,
            heartbeat_at=now,
            file_name=file_name(export, now),
            size=file.size,
            sha256=file.sha256,
            fingerprint=file.fingerprint,
            manifest=file.contents.manifest,
        )
        if not finished:
            raise Lost
        counted = {"kind": kind_in_words(export), "rows": sum(file.contents.manifest["in"].values())}
        record(
            events.BUILT,
            by=None,
            project=export.project,
            target=export,
            size=file.size,
            sha256=file.sha256,
            **counted,
        )


def fail(export: Export, failure: Failure, *, silent_since: datetime | None = None) -> bool:
    """Give this attempt up with a reason. With `silent_since` only if it was not heard of since. True if it was."""
    rows = _mine(export)
    if silent_since is not None:
        rows = rows.filter(heartbeat_at__lt=silent_since)
    with transaction.atomic():
        failed = rows.update(state=ExportState.FAILED, reason=str(failure.label), stored_as="")
        if failed:
            record(
                events.FAILED,
                by=None,
                project=export.project,
                target=export,
                kind=kind_in_words(export),
                cause=failure.value,
            )
    if failed or silent_since is None:
        remove(export.stored_as)
    return bool(failed)


def failure_of(error: Exception) -> Failure:
    """Which reason a person is told for this error."""
    if isinstance(error, OSError):
        return Failure.DISK_FULL if error.errno in NO_ROOM else Failure.DISK
    causes = {SoftTimeLimitExceeded: Failure.TOO_LONG, ChangedError: Failure.CHANGED}
    return causes.get(type(error), Failure.OTHER)


def kind_in_words(export: Export) -> str:
    """The kind as the history tells it."""
    return export.kind.replace("_", " ")


def file_name(export: Export, now: datetime) -> str:
    """What the file is called when it arrives: its kind and day, nothing about people."""
    ending = KINDS[export.kind].format
    return f"clahrc-{export.kind.replace('_', '-')}-{timezone.localtime(now):%Y-%m-%d}.{ending}"


def path_of_file(stored_as: str) -> Path:
    """Where a file is kept."""
    return Path(settings.MEDIA_ROOT) / "exports" / stored_as


def remove(stored_as: str) -> None:
    """Take a file away; one that is gone already is no error."""
    if stored_as:
        path_of_file(stored_as).unlink(missing_ok=True)


def open_file(export: Export) -> BinaryIO | None:
    """The file to read from, or None where it is not there."""
    try:
        return path_of_file(export.stored_as).open("rb")
    except OSError:
        return None


def _mine(export: Export) -> Any:
    """The row, as long as this attempt still has it."""
    return Export.objects.filter(pk=export.pk, attempt=export.attempt, state=ExportState.BUILDING)


def _make_file(export: Export) -> FinishedFile:
    spec = KINDS[export.kind]
    before = spec.fingerprint(export)
    contents = spec.collect(export)
    beat(export, 0, contents.total)
    with _new_file(export) as file:
        size, digest = _write(export, file, FORMATS[spec.format](contents.rows), contents.total)
    # Rows are read one after the other while people go on: what is not the same at the end is not given out.
    if spec.fingerprint(export) != before:
        raise ChangedError
    return FinishedFile(size, digest, before, contents)


def _new_file(export: Export) -> BinaryIO:
    """A new file that only this application's user may read."""
    path = path_of_file(export.stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write(export: Export, file: BinaryIO, pieces: Iterator[bytes], total: int) -> tuple[int, str]:
    """Write the pieces with a heartbeat; answer the size in bytes and the SHA-256."""
    digest, size, last = hashlib.sha256(), 0, time.monotonic()
    for done, piece in enumerate(pieces, start=1):
        file.write(piece)
        digest.update(piece)
        size += len(piece)
        if done % BEAT_ROWS == 0 or (done % CLOCK_ROWS == 0 and time.monotonic() - last >= BEAT_SECONDS):
            beat(export, done, total)
            last = time.monotonic()
    file.flush()
    os.fsync(file.fileno())
    return size, digest.hexdigest()
