"""What a withdrawal does to files: ready, being made, waiting, fetched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.errors import Refused
from notifications import delivery
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL
from participants.enums import Scope
from participants.queries.withdrawing import held_files
from projects.models import Project
from reports import actions, building
from reports.building import FinishedFile
from reports.enums import ExportKind, ExportState
from reports.kinds import reflections
from reports.models import Export
from tests.participants.leaving import SECRET, leave
from tests.reports import rows

LEAVING = pytest.mark.parametrize("scope", [Scope.TAKING_PART, Scope.WORDS])


@pytest.fixture
def export(project: Project, dee: User, priya: User) -> Export:
    """Ready, with words of Dee."""
    rows.reflection(rows.dialogue(project), dee, SECRET)
    made = rows.built(project, priya)
    assert SECRET.encode() in rows.file_of(made)
    return made


@LEAVING
def test_a_ready_file_ends_at_once_and_is_deleted(
    project: Project,
    dee: User,
    priya: User,
    export: Export,
    scope: Scope,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    place, token = building.path_of_file(export.stored_as), actions.download_token(export, by=priya)
    with django_capture_on_commit_callbacks(execute=True):
        leave(project, dee, scope)
    assert not place.exists()
    export.refresh_from_db()
    assert (export.state, export.stored_as) == (ExportState.EXPIRED, "")
    with pytest.raises(Refused, match="took them back"):
        actions.hand_out(export, token=token, may=True, by=priya)


@LEAVING
def test_who_asked_for_it_is_told_once_without_a_name(
    project: Project, dee: User, priya: User, export: Export, scope: Scope
) -> None:
    leave(project, dee, scope)
    mail = Mail.objects.get(kind="reports.file_withdrawn")
    assert mail.person == priya
    letter = delivery.written(mail, MAIL[mail.kind])
    assert letter is not None
    assert export.get_absolute_url() in str(letter.body)
    assert not any(word in str(letter.message()) for word in ("Dee", "Marsh", SECRET, project.title))
    delivery.deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_the_mail_is_not_needed_where_the_file_was_made_again(
    project: Project, dee: User, priya: User, export: Export
) -> None:
    leave(project, dee)
    export.refresh_from_db()
    actions.retry_export(export, by=priya)
    mail = Mail.objects.get(kind="reports.file_withdrawn")
    delivery.deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.state == MailState.NOT_NEEDED


def test_the_new_file_leaves_the_words_out_and_counts_why(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee, SECRET)
    leave(project, dee)
    again = rows.built(project, priya)
    assert SECRET.encode() not in rows.file_of(again)
    assert again.manifest["out"] == [{"reason": "withdrawn", "count": 1}]


def test_what_is_being_made_meanwhile_is_dropped(project: Project, dee: User, priya: User) -> None:
    """The worker has read the words already when their author takes them back."""
    rows.reflection(rows.dialogue(project), dee, SECRET)
    asked = rows.asked(project, priya)
    claimed = building.claim(asked.pk, asked.attempt)
    assert claimed is not None
    contents = reflections.collect(project)
    leave(project, dee)
    with pytest.raises(building.Lost):
        building.finish(claimed, FinishedFile(1, "0", "0", contents))
    asked.refresh_from_db()
    assert asked.state == ExportState.FAILED


def test_what_waits_is_given_up_and_the_worker_makes_nothing(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee, SECRET)
    asked = rows.asked(project, priya)
    leave(project, dee)
    building.build(asked.pk, asked.attempt)
    asked.refresh_from_db()
    assert (asked.state, asked.stored_as) == (ExportState.FAILED, "")
    assert "Words or permissions changed" in asked.reason


def test_contact_alone_ends_no_file(project: Project, dee: User, export: Export) -> None:
    leave(project, dee, Scope.CONTACT)
    export.refresh_from_db()
    assert export.is_ready
    assert not Mail.objects.filter(kind="reports.file_withdrawn").exists()


def test_files_without_their_words_stay(
    project: Project, other_project: Project, dee: User, chen: User, priya: User, export: Export
) -> None:
    report = rows.built(project, priya, ExportKind.PROJECT_REPORT)
    elsewhere = rows.built(other_project, priya)
    leave(project, chen)
    leave(project, dee)
    for kept in (report, elsewhere):
        kept.refresh_from_db()
        assert kept.is_ready


def test_who_wrote_nothing_ends_no_file(project: Project, chen: User, export: Export) -> None:
    leave(project, chen)
    export.refresh_from_db()
    assert export.is_ready


def test_only_files_made_since_and_fetched_hold_my_words(project: Project, priya: User, export: Export) -> None:
    since = timezone.now() - timedelta(hours=1)
    assert held_files(project.pk, since) == []
    with actions.hand_out(export, token=actions.download_token(export, by=priya), may=True, by=priya):
        pass
    export.refresh_from_db()
    assert [file.fetched_at for file in held_files(project.pk, since)] == [export.downloaded_at]
    assert held_files(project.pk, timezone.now()) == []


def test_a_file_that_was_fetched_and_made_again_is_still_told(project: Project, priya: User, export: Export) -> None:
    since = timezone.now() - timedelta(hours=1)
    with actions.hand_out(export, token=actions.download_token(export, by=priya), may=True, by=priya):
        pass
    Export.objects.filter(pk=export.pk).update(state=ExportState.EXPIRED, stored_as="")
    actions.retry_export(export, by=priya)
    assert len(held_files(project.pk, since)) == 1
