"""Phases and copies for the tests of a project's life, made through the actions; and what a page says after a post."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from accounts.models import User
from milestones.actions.phases import PhaseDetails, add_phase
from milestones.models import Phase
from overview.actions import CopyDetails, copy_project
from projects.models import Project
from tests.factories import in_days


def phase(project: Project, by: User, **changes: Any) -> Phase:
    """Listening, from ten days ago to ten days ahead."""
    start: dict[str, Any] = {"title": "Listening", "starts_on": in_days(-10), "ends_on": in_days(10)}
    return add_phase(project, details=PhaseDetails(**start | changes), token=uuid.uuid4(), by=by)


def copied(project: Project, by: User, **changes: Any) -> Project:
    """A copy that starts today."""
    details = CopyDetails(changes.pop("title", "Breathing Again"), changes.pop("starts_on", in_days(0)))
    return copy_project(project, details=details, token=changes.pop("token", uuid.uuid4()), by=by, **changes)


def followed(browser: Client, path: str, data: dict[str, Any]) -> str:
    """The page that a post leads to."""
    return browser.get(browser.post(path, data)["Location"]).content.decode()
