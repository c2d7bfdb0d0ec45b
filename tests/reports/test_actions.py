"""Asking, trying again, stopping, and what is asked once more before a file is given out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.errors import Refused
from dialogues.models import Dialogue, Reflection
from projects.models import Membership, Project
from reports import actions, building
from reports.enums import ExportKind, ExportState
from reports.models import Export
from reports.policies import PER_HOUR, TooMany
from tests.audit.trail import of_target
from tests.reports import rows

CHANGED = "Words or permissions have changed since. Make it again."


def events(export: Export) -> list[str]:
    """What happened to an export, in order."""
    return [event.type for event in reversed(of_target(export.pk))]


def fetch(export: Export, by: User) -> bytes:
    """Download with a fresh leave."""
    with actions.hand_out(export, token=actions.download_token(export, by=by), may=True, by=by) as file:
        return file.read()


def test_the_same_form_sent_twice_asks_once(project: Project, priya: User) -> None:
    token = uuid.uuid4()
    first = actions.request_export(project, kind=ExportKind.REFLECTIONS, token=token, by=priya)
    assert actions.request_export(project, kind=ExportKind.REFLECTIONS, token=token, by=priya) == first
    assert events(first) == ["reports.export_requested"]


def test_asking_hints_to_a_worker_on_commit_with_ids_only(
    project: Project,
    priya: User,
    hints: list[tuple[str, int]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        export = rows.asked(project, priya)
        assert hints == []
    assert hints == [(str(export.pk), 1)]


def test_more_than_so_many_an_hour_are_refused(project: Project, priya: User) -> None:
    for _number in range(PER_HOUR):
        rows.asked(project, priya)
    with pytest.raises(TooMany, match="Wait an hour"):
        rows.asked(project, priya)


def test_the_limit_is_per_person(project: Project, priya: User, amara: User) -> None:
    for _number in range(PER_HOUR):
        rows.asked(project, priya)
    assert rows.asked(project, amara, ExportKind.PROJECT_REPORT).state == ExportState.WAITING


def test_an_hour_later_files_may_be_asked_for_again(project: Project, priya: User) -> None:
    for _number in range(PER_HOUR):
        rows.asked(project, priya)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert rows.asked(project, priya).state == ExportState.WAITING


def test_retries_count_towards_the_limit(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    for _number in range(PER_HOUR - 1):
        actions.cancel_export(export, by=priya)
        actions.retry_export(export, by=priya)
    actions.cancel_export(export, by=priya)
    with pytest.raises(TooMany):
        actions.retry_export(export, by=priya)


def test_a_stopped_export_is_not_made(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    actions.cancel_export(export, by=priya)
    building.build(export.pk, 1)
    assert events(export) == ["reports.export_requested", "reports.export_cancelled"]


def test_a_ready_file_cannot_be_stopped(project: Project, priya: User) -> None:
    with pytest.raises(Refused, match="nothing to stop"):
        actions.cancel_export(rows.built(project, priya), by=priya)


def test_a_ready_file_is_not_made_again(project: Project, priya: User) -> None:
    with pytest.raises(Refused, match="no need"):
        actions.retry_export(rows.built(project, priya), by=priya)


def test_a_retry_is_a_new_attempt_and_the_old_one_is_dead(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    actions.cancel_export(export, by=priya)
    actions.retry_export(export, by=priya)
    building.build(export.pk, 1)
    export.refresh_from_db()
    assert (export.state, export.attempt) == (ExportState.WAITING, 2)


def test_a_file_is_given_out_and_leaves_a_trace(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee)
    export = rows.built(project, priya)
    assert fetch(export, priya) == rows.file_of(export)
    assert events(export)[-1] == "reports.export_downloaded"


CHANGES: dict[str, Callable[[Project], object]] = {
    "analysis is not permitted any more": lambda project: Reflection.objects.update(may_analyse=False),
    "fewer readers": lambda project: Reflection.objects.update(audience="only_me"),
    "no name any more": lambda project: Reflection.objects.update(may_quote_named=False),
    "another name rule": lambda project: Reflection.objects.update(name_rule="standpoint"),
    "other words": lambda project: Reflection.objects.update(text="Taken back."),
    "words gone": lambda project: Reflection.objects.all().delete(),
    "blind again": lambda project: Dialogue.objects.update(revealed_at=None),
    "the author left": lambda project: Membership.objects.filter(project=project).update(
        expires_on=timezone.localdate()
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_is_not_given_out_after_a_change_of_permission(
    project: Project,
    dee: User,
    priya: User,
    change: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rows.reflection(rows.dialogue(project), dee, may_quote_named=True)
    export = rows.built(project, priya)
    place = building.path_of_file(export.stored_as)
    CHANGES[change](project)
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(Refused, match=CHANGED),
    ):
        fetch(export, priya)
    export.refresh_from_db()
    assert (export.state, export.reason, place.exists()) == (ExportState.EXPIRED, CHANGED, False)
    assert events(export)[-2:] == ["reports.export_refused_at_door", "reports.export_expired"]


def test_a_report_whose_dialogue_was_renamed_is_not_given_out(project: Project, amara: User) -> None:
    rows.dialogue(project)
    export = rows.built(project, amara, ExportKind.PROJECT_REPORT)
    Dialogue.objects.update(title="Renamed")
    with pytest.raises(Refused, match=CHANGED):
        fetch(export, amara)


def test_a_leave_ends_after_ten_minutes(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    token = actions.download_token(export, by=priya)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)), pytest.raises(Refused, match="open for too long"):
        actions.hand_out(export, token=token, may=True, by=priya)


@pytest.mark.parametrize("token", ["", "x", "x:y:z", "\x00"])
def test_a_made_up_leave_does_not_hold(project: Project, priya: User, token: str) -> None:
    export = rows.built(project, priya)
    with pytest.raises(Refused, match="open for too long"):
        actions.hand_out(export, token=token, may=True, by=priya)


def test_the_leave_of_another_person_does_not_hold(project: Project, priya: User, amara: User) -> None:
    export = rows.built(project, priya)
    with pytest.raises(Refused, match="open for too long"):
        actions.hand_out(export, token=actions.download_token(export, by=amara), may=True, by=priya)


def test_the_leave_of_another_export_does_not_hold(project: Project, priya: User) -> None:
    export, other = rows.built(project, priya), rows.built(project, priya)
    with pytest.raises(Refused, match="open for too long"):
        actions.hand_out(export, token=actions.download_token(other, by=priya), may=True, by=priya)


def test_a_role_that_was_taken_away_gets_no_file_and_a_trace(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    with pytest.raises(PermissionDenied):
        actions.hand_out(export, token=actions.download_token(export, by=priya), may=False, by=priya)
    assert events(export)[-1] == "reports.export_refused_at_door"


def test_a_file_that_has_gone_says_so(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    building.remove(export.stored_as)
    with pytest.raises(Refused, match="no longer there"):
        fetch(export, priya)


def test_a_file_past_its_day_is_not_given_out(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    with time_machine.travel(timezone.now() + timedelta(hours=25)), pytest.raises(Refused, match="kept for a day"):
        fetch(export, priya)
