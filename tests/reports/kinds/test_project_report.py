"""What the project report holds, and what it never holds."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from dialogues.models import KeptDisagreement, Position
from milestones.models import Milestone
from projects.models import Membership, Project
from reports.enums import ExportKind
from tests import factories
from tests.reports import rows


def report(project: Project, by: User) -> str:
    """The report as text."""
    return rows.file_of(rows.built(project, by, ExportKind.PROJECT_REPORT)).decode()


def milestone(project: Project, owner: User) -> Milestone:
    """One milestone, moved by a week."""
    today = timezone.localdate()
    return Milestone.objects.create(
        project=project,
        submitted_by=owner,
        owner=Membership.objects.get(project=project, person=owner),
        title="Aim signed by all <b>",
        due_on=today + timedelta(days=7),
        baseline_on=today,
        pace="slow",
        kind="relational",
    )


def test_it_tells_the_project_its_milestones_and_dialogues(project: Project, amara: User) -> None:
    milestone(project, amara)
    rows.dialogue(project, title="How we began")
    told = report(project, amara)
    assert all(part in told for part in ("Breathing Together", "Aim signed by all &lt;b&gt;", "1. How we began"))


def test_it_names_nobody(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara)
    rows.reflection(rows.dialogue(project), dee, "kingfisher", may_quote_named=True)
    told = report(project, amara)
    planted = ("Amara", "Okafor", "Dee", "Marsh", "kingfisher", "example.org", str(dee.pk))
    assert [word for word in planted if word in told] == []


def test_a_standpoint_of_one_to_four_people_is_not_counted_aloud(project: Project, amara: User) -> None:
    for number in range(5):
        factories.in_project(project, f"Nurse {number}", "partner", "clinician")
    cells = dict(re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td></tr>', report(project, amara)))
    assert (cells["Clinician"], cells["Academic"], cells["Patient"]) == ("5", "fewer than 5", "0")


def test_a_kept_disagreement_is_told_without_its_positions(project: Project, amara: User) -> None:
    kept = KeptDisagreement.objects.create(
        dialogue=rows.dialogue(project),
        title="How fast to publish",
        look_back_on=timezone.localdate(),
        submitted_by=amara,
    )
    Position.objects.create(disagreement=kept, held_by="patient", text="kingfisher")
    told = report(project, amara)
    assert ("How fast to publish" in told, "kingfisher" in told) == (True, False)


def test_it_fetches_nothing_and_runs_nothing(project: Project, amara: User) -> None:
    told = report(project, amara)
    assert re.findall(r"<script|<link|<img|<iframe|https?://|\bsrc=|url\(|@import|\son\w+=", told) == []


def test_it_is_a_whole_page_with_language_and_title(project: Project, amara: User) -> None:
    told = report(project, amara).strip()
    assert told.startswith("<!doctype html>")
    assert '<html lang="en-gb">' in told
    assert "<title>Project report: Breathing Together</title>" in told


def test_the_manifest_says_what_stays_out(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara)
    rows.reflection(rows.dialogue(project), dee)
    export = rows.built(project, amara, ExportKind.PROJECT_REPORT)
    assert export.manifest["in"] == {"milestones": 1, "dialogues": 1, "kept_disagreements": 0}
    assert export.manifest["out"] == [
        {"reason": "no_words", "count": 1},
        {"reason": "no_names", "count": 2},
        {"reason": "no_evidence", "count": 1},
    ]
