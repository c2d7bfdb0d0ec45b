"""Writing the shared aim in versions."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from projects import events
from projects.actions import hold_open
from projects.models import Aim, Project
from projects.queries.aims import current_aim


@transaction.atomic
def write_aim(project: Project, *, text: str, token: UUID, by: User) -> Aim:
    """A new version of the aim, which nobody has signed yet. The same words again make none."""
    held = hold_open(project)
    latest = current_aim(held)
    if latest is not None and latest.text == text:
        return latest
    number = latest.number + 1 if latest else 1

    def make() -> Aim:
        return Aim.objects.create(project=held, number=number, text=text, submitted_by=by, form_token=token)

    aim, is_new = once(Aim, by=by, token=token, make=make)
    if is_new:
        record(events.AIM_WRITTEN, by=by, project=held, target=aim, number=aim.number)
    return aim
