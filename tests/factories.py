"""The least that a row needs. Anything with rules is made through its action."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from projects.enums import ProjectState, Role
from projects.models import Membership, Project

PASSWORD = "correct horse battery"


def person(full_name: str, **fields: Any) -> User:
    """Somebody who can sign in, at `first.last@example.org`; no password, which keeps tests fast."""
    email = fields.pop("email", full_name.lower().replace(" ", ".") + "@example.org")
    return User.objects.create_user(email, full_name, **fields)


def project(**fields: Any) -> Project:
    """An active project of two years, begun half a year ago."""
    today = timezone.localdate()
    owner = fields.pop("submitted_by", None) or person(f"Founder {uuid.uuid4().hex[:8]}")
    defaults: dict[str, Any] = {
        "title": "A project",
        "state": ProjectState.ACTIVE,
        "starts_on": today - timedelta(days=180),
        "ends_on": today + timedelta(days=550),
    }
    return Project.objects.create(submitted_by=owner, **defaults | fields)


def member(project: Project, person: User, role: str, standpoint: str, **fields: Any) -> Membership:
    """A membership since the project began."""
    defaults: dict[str, Any] = {"starts_on": project.starts_on}
    return Membership.objects.create(
        project=project, person=person, role=Role(role), standpoint=standpoint, **defaults | fields
    )


def in_project(project: Project, full_name: str, role: str, standpoint: str) -> User:
    """A new person with a membership."""
    someone = person(full_name)
    member(project, someone, role, standpoint)
    return someone


def signed_in(person: User) -> Client:
    """A browser of the test kind in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def in_days(number: int) -> date:
    """A date from today, in the site's time zone."""
    return timezone.localdate() + timedelta(days=number)
