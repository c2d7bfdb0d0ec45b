"""The project report: one page about the collaboration, with counts of people and nobody's words or name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from core.dates import site_today
from dialogues.queries.uses import reflections_by_refusal
from projects.enums import Standpoint
from projects.models import Project
from reports import queries
from reports.enums import OMISSIONS, ReportOmission
from reports.kinds.contents import Contents, manifest
from reports.measures import safe_count
from understanding.queries.aims import current_aim

TEMPLATE = "reports/files/project_report.html"


def collect(project: Project) -> Contents:
    """One row: the template and what it shows."""
    people = queries.people_by_standpoint(project)
    milestones = queries.milestones_of(project)
    disagreements = queries.disagreements_of(project)
    dialogues = _dialogues(project)
    kept_manifest = manifest(
        {"milestones": len(milestones), "dialogues": len(dialogues), "kept_disagreements": len(disagreements)},
        [
            (ReportOmission.NO_WORDS, reflections_by_refusal(project).total()),
            (ReportOmission.NO_NAMES, people.total()),
            (ReportOmission.NO_EVIDENCE, len(milestones)),
            (ReportOmission.NO_POSITIONS, queries.positions_in(project)),
        ],
    )
    page = {
        "project": project,
        "aim": _aim(project),
        "people": _by_standpoint(people),
        "milestones": milestones,
        "dialogues": dialogues,
        "disagreements": disagreements,
        "left_out": [OMISSIONS[line["reason"]] for line in kept_manifest["out"]],
        "today": site_today(),
    }
    return Contents(rows=iter([(TEMPLATE, page)]), total=1, manifest=kept_manifest)


def fingerprint(project: Project) -> str:
    """One hash over the words of people that the report shows: titles and kept disagreements."""
    project.refresh_from_db()
    words = {
        "project": [project.title, project.lay_summary, _aim(project)],
        "dialogues": [[str(row.pk), row.title] for row in queries.dialogues_of(project)],
        "disagreements": [[str(row.pk), row.title] for row in queries.disagreements_of(project)],
    }
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _aim(project: Project) -> str:
    aim = current_aim(project)
    return aim.text if aim else ""


def _dialogues(project: Project) -> list[dict[str, Any]]:
    seats = queries.seats_by_standpoint(project)
    return [
        {"number": number, "dialogue": dialogue, "seats": _by_standpoint(seats.get(dialogue.pk, {}))}
        for number, dialogue in enumerate(queries.dialogues_of(project), start=1)
    ]


def _by_standpoint(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Standpoint and count in words, small counts hidden; there is no sum, so nothing can be subtracted."""
    return [(str(standpoint.label), safe_count(counts.get(standpoint.value, 0))) for standpoint in Standpoint]
