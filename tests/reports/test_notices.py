"""A file that waits for its owner."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from projects.models import Project
from reports import actions
from reports.notices import file_to_fetch
from tests.reports import rows


def test_a_ready_file_needs_its_owner(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    needs = list(file_to_fetch.first_needs(priya, timezone.now()))
    assert [(need.url, need.due_at) for need in needs] == [(export.get_absolute_url(), export.expires_at)]


def test_a_file_needs_nobody_else(project: Project, priya: User, amara: User) -> None:
    rows.built(project, priya)
    assert list(file_to_fetch.first_needs(amara, timezone.now())) == []


def test_a_downloaded_file_needs_nobody(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    actions.hand_out(export, token=actions.download_token(export, by=priya), may=True, by=priya).close()
    assert list(file_to_fetch.first_needs(priya, timezone.now())) == []


def test_a_file_past_its_day_needs_nobody(project: Project, priya: User) -> None:
    rows.built(project, priya)
    assert list(file_to_fetch.first_needs(priya, timezone.now() + timedelta(hours=25))) == []
