"""The least rows that an export can be made of."""

from __future__ import annotations

import csv
import io
import uuid

from accounts.models import User
from projects.models import Project
from reports import actions, building
from reports.enums import ExportKind
from reports.models import Export
from tests.dialogues.rows import dialogue as dialogue
from tests.dialogues.rows import reflection as reflection
from tests.dialogues.rows import seat as seat


def asked(project: Project | None, by: User, kind: ExportKind = ExportKind.REFLECTIONS) -> Export:
    """An export that waits."""
    return actions.request_export(project, kind=kind, token=uuid.uuid4(), by=by)


def built(project: Project | None, by: User, kind: ExportKind = ExportKind.REFLECTIONS) -> Export:
    """An export that the worker has made."""
    export = asked(project, by, kind)
    building.build(export.pk, export.attempt)
    export.refresh_from_db()
    return export


def file_of(export: Export) -> bytes:
    """What is in its file."""
    return building.path_of_file(export.stored_as).read_bytes()


def table_of(export: Export) -> list[list[str]]:
    """The rows of a CSV as a spreadsheet reads them, the header first."""
    return list(csv.reader(io.StringIO(file_of(export).decode("utf-8-sig"), newline="")))
