"""What of the dialogues of a project is under way, in numbers, for whoever closes it or opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dialogues.enums import DialogueState
from dialogues.models import Dialogue
from dialogues.policies.dialogues import REVEALING
from projects.models import Project


@dataclass(frozen=True)
class UnderWay:
    """How many dialogues can be written in, are to open by themselves, should have opened by now, and are to meet."""

    writing: int
    to_reveal: int
    reveals_due: int
    to_meet: int


def under_way(project: Project, now: datetime) -> UnderWay:
    """One read."""
    is_open = Q(state=DialogueState.OPEN)
    by_itself = Q(reveal_at__isnull=False, revealed_at=None, state__in=REVEALING)
    found = Dialogue.objects.filter(project=project).aggregate(
        writing=Count("pk", filter=is_open & Q(writing_ends_at__gt=now)),
        to_reveal=Count("pk", filter=by_itself),
        reveals_due=Count("pk", filter=by_itself & Q(reveal_at__lte=now)),
        to_meet=Count("pk", filter=is_open & Q(meets_at__gt=now)),
    )
    return UnderWay(**found)
