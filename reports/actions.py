"""Every write of an export but those of the worker that makes it (`building.py`)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import BinaryIO

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.models import once
from core.queue import hint
from notifications.actions import enqueue
from projects.models import Project
from reports import building, events, policies, queries, tasks
from reports.enums import ENDS_THE_FILE, DoorRefusal, ExportKind, ExportState, Failure
from reports.kinds.table import KINDS
from reports.models import Export
from reports.notices import FILE_WITHDRAWN

TOKEN_LIFE = timedelta(minutes=10)
QUEUE_AGAIN_AFTER = timedelta(minutes=2)
SIGNER = TimestampSigner(salt="reports.download")


def request_export(project: Project | None, *, kind: ExportKind, token: uuid.UUID, by: User) -> Export:
    """Ask for a file. The same form sent twice asks once. Raises TooMany."""
    return once(Export, by=by, token=token, make=partial(_make_export, project, kind=kind, token=token, by=by))[0]


def _make_export(project: Project | None, *, kind: ExportKind, token: uuid.UUID, by: User) -> Export:
    now = timezone.now()
    policies.check_limit(queries.asked_lately(by, now))
    export = Export.objects.create(project=project, kind=kind, submitted_by=by, form_token=token, heartbeat_at=now)
    record(events.REQUESTED, by=by, project=project, target=export, kind=building.kind_in_words(export))
    _queue(export)
    return export


@transaction.atomic
def retry_export(export: Export, *, by: User) -> None:
    """Make a file again that failed, was stopped or is gone. Raises Refused, TooMany."""
    export = _locked(export)
    policies.check_retry(export)
    now = timezone.now()
    policies.check_limit(queries.asked_lately(by, now))
    old_file = export.stored_as
    export.state, export.attempt, export.heartbeat_at = ExportState.WAITING, export.attempt + 1, now
    export.done = export.total = export.size = 0
    export.reason = export.stored_as = export.file_name = export.sha256 = export.fingerprint = ""
    export.ready_at = export.expires_at = export.downloaded_at = None
    export.manifest = {}
    export.save()
    record(
        events.RETRIED,
        by=by,
        project=export.project,
        target=export,
        kind=building.kind_in_words(export),
        attempt=export.attempt,
    )
    transaction.on_commit(partial(building.remove, old_file))
    _queue(export)


@transaction.atomic
def cancel_export(export: Export, *, by: User) -> None:
    """Stop what is waiting or being made. Raises Refused."""
    export = _locked(export)
    policies.check_cancel(export)
    transaction.on_commit(partial(building.remove, export.stored_as))
    export.state, export.stored_as = ExportState.CANCELLED, ""
    export.save(update_fields=["state", "stored_as"])
    record(events.CANCELLED, by=by, project=export.project, target=export, kind=building.kind_in_words(export))


def download_token(export: Export, *, by: User) -> str:
    """A signed leave to download this attempt, for this person, for ten minutes."""
    return SIGNER.sign(_leave(export, by))


def hand_out(export: Export, *, token: str, may: bool, by: User) -> BinaryIO:
    """The file, if everything still allows it. `may` is what the role says now.

    Raises Refused with the reason, or PermissionDenied where the role does not allow it any more.
    """
    with transaction.atomic():
        export = _locked(export)
        file = building.open_file(export) if export.is_ready else None
        refused = _refusal(export, token=token, may=may, file=file, by=by)
        if refused is None:
            export.downloaded_at = timezone.now()
            export.save(update_fields=["downloaded_at"])
            kind = building.kind_in_words(export)
            record(events.DOWNLOADED, by=by, project=export.project, target=export, kind=kind, sha256=export.sha256)
        else:
            _refuse(export, refused, by=by)
    if refused is None:
        assert file is not None
        return file
    if file is not None:
        file.close()
    policies.refuse_at_door(export, refused)


def queue_again() -> None:
    """Exports that wait for longer than the queue should take: it may have lost them."""
    now = timezone.now()
    for export in queries.waiting_since(now - QUEUE_AGAIN_AFTER):
        if queries.waiting_since(now - QUEUE_AGAIN_AFTER).filter(pk=export.pk).update(heartbeat_at=now):
            _queue(export)


def give_up_silent() -> None:
    """Exports whose worker was not heard of for `REPORTS_STALLED_AFTER` seconds fail, so that they can be retried."""
    silent = timezone.now() - timedelta(seconds=settings.REPORTS_STALLED_AFTER)
    for export in queries.silent_since(silent).select_related("project"):
        building.fail(export, Failure.STALLED, silent_since=silent)


def expire_old() -> None:
    """Files past their day are deleted."""
    for export in queries.past_their_day(timezone.now()):
        with transaction.atomic():
            export = _locked(export)
            if policies.refusal_by_state(export, timezone.now()) is DoorRefusal.OLD and export.is_ready:
                _expire(export, DoorRefusal.OLD)


@transaction.atomic
def end_files_with_words(project: Project, *, by: User) -> None:
    """Somebody withdrew: files that may hold their words end at once, and whoever asked for one is told.

    What is being made is given up, so that the worker's result is dropped.
    """
    rows = queries.with_words(project.pk).select_for_update(of=("self",)).order_by("pk")
    for export in rows.select_related("project", "submitted_by"):
        if export.is_ready:
            _expire(export, DoorRefusal.WITHDRAWN)
        else:
            _give_up(export)
        enqueue(
            FILE_WITHDRAWN,
            key=f"{FILE_WITHDRAWN.name}:{export.pk}:{export.attempt}",
            person=export.submitted_by,
            project_id=export.project_id,
            data={"export": str(export.pk)},
        )


@transaction.atomic
def erase_from_reports(person: User, *, by: User) -> None:
    """Somebody is erased: files with their words or name end, and those they asked for go with their rows."""
    for project in queries.projects_written_in(person):
        if queries.has_written(person, project):
            end_files_with_words(project, by=by)
    for export in Export.objects.select_for_update(of=("self",)).filter(submitted_by=person):
        transaction.on_commit(partial(building.remove, export.stored_as))
        export.delete()


def _give_up(export: Export) -> None:
    """A worker that still makes it finds that it lost it; needs the row locked."""
    transaction.on_commit(partial(building.remove, export.stored_as))
    export.state, export.reason, export.stored_as = ExportState.FAILED, str(Failure.CHANGED.label), ""
    export.save(update_fields=["state", "reason", "stored_as"])
    kind = building.kind_in_words(export)
    record(events.FAILED, by=None, project=export.project, target=export, kind=kind, cause=Failure.CHANGED.value)


def _refusal(export: Export, *, token: str, may: bool, file: BinaryIO | None, by: User) -> DoorRefusal | None:
    """Why this file is not given out now; the cheap questions first."""
    if not may:
        return DoorRefusal.ROLE
    by_state = policies.refusal_by_state(export, timezone.now())
    if by_state is not None:
        return by_state
    if not _token_holds(export, token, by):
        return DoorRefusal.TOKEN
    if file is None:
        return DoorRefusal.MISSING
    now = KINDS[export.kind].fingerprint(export)
    return DoorRefusal.CHANGED if now != export.fingerprint else None


def _refuse(export: Export, refused: DoorRefusal, *, by: User) -> None:
    kind = building.kind_in_words(export)
    record(events.REFUSED_AT_DOOR, by=by, project=export.project, target=export, kind=kind, cause=refused.value)
    if refused in ENDS_THE_FILE and export.is_ready:
        _expire(export, refused)


def _expire(export: Export, cause: DoorRefusal) -> None:
    """Nothing to give out any more; needs the row locked."""
    transaction.on_commit(partial(building.remove, export.stored_as))
    export.state, export.reason, export.stored_as = ExportState.EXPIRED, str(cause.label), ""
    export.save(update_fields=["state", "reason", "stored_as"])
    kind = building.kind_in_words(export)
    record(events.EXPIRED, by=None, project=export.project, target=export, kind=kind, cause=cause.value)


def _leave(export: Export, by: User) -> str:
    return f"{export.pk}:{export.attempt}:{by.pk}"


def _token_holds(export: Export, token: str, by: User) -> bool:
    try:
        return SIGNER.unsign(token, max_age=TOKEN_LIFE) == _leave(export, by)
    except BadSignature:
        return False


def _locked(export: Export) -> Export:
    """The row as it is now, held until the transaction ends."""
    return Export.objects.select_for_update(of=("self",)).select_related("project").get(pk=export.pk)


def _queue(export: Export) -> None:
    """Hint to the workers on commit. If the broker is down nothing fails: the sweeper hints again."""
    transaction.on_commit(partial(hint, tasks.build, str(export.pk), export.attempt))
