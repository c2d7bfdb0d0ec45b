"""What a withdrawal would do, as every app declares it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from core import marks
from participants.models import Withdrawal
from participants.registry import EFFECTS, FILES, Effect, HeldFile
from projects.models import Membership, Project

if TYPE_CHECKING:
    from accounts.models import User


def effects(person: User, project: Project, scope: str) -> list[Effect]:
    """Everything that it would do now, and what it could not, in sentences with their numbers."""
    sources = [EFFECTS[place] for place in sorted(EFFECTS)]
    return [effect for source in sources for effect in source(person, project, scope) if effect.count]


def held_files(project_id: UUID, since: datetime) -> list[HeldFile]:
    """Files that left this project with words that could go into files since then, the first fetched first."""
    files = [file for source in FILES for file in source(project_id, since)]
    return sorted(files, key=lambda file: file.fetched_at)


def rows_of_effects(effects: list[Effect]) -> list[dict[str, Any]]:
    """The effects as they are kept with the receipt."""
    return [asdict(effect) for effect in effects]


def mark_of(effects: list[Effect]) -> str:
    """The mark of the effects that somebody was shown."""
    return marks.mark_of({"effects": rows_of_effects(effects)})


def receipts(person: User) -> QuerySet[Withdrawal]:
    """This person's own receipts, newest first."""
    return Withdrawal.objects.visible_to(person).select_related("project").order_by("-created_at", "pk")


def is_muted(person: User, project_id: UUID) -> bool:
    """Did this person withdraw from being contacted about this project?"""
    return Membership.objects.filter(person=person, project=project_id, no_contact_since__isnull=False).exists()
