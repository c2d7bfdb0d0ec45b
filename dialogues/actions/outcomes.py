"""What a dialogue records of itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from dialogues import events
from dialogues.models import Dialogue, KeptDisagreement, Position
from dialogues.policies import dialogues as policies


def keep_disagreement(
    dialogue: Dialogue, *, token: UUID, fields: dict[str, Any], positions: list[tuple[str, str]], by: User
) -> KeptDisagreement:
    """Record a difference with each position. The same form sent twice records it once.

    `fields` are title and look_back_on. Raises PermissionDenied for others than facilitators, Refused before
    the reveal and after the close.
    """
    policies.check_facilitates(dialogue, by)
    policies.check_record(dialogue)

    def make() -> KeptDisagreement:
        kept = KeptDisagreement.objects.create(dialogue=dialogue, submitted_by=by, form_token=token, **fields)
        Position.objects.bulk_create(
            Position(disagreement=kept, held_by=held_by, text=text) for held_by, text in positions
        )
        record(events.DISAGREEMENT_KEPT, by=by, project=dialogue.project, target=kept, positions=len(positions))
        return kept

    with transaction.atomic():
        return once(KeptDisagreement, by=by, token=token, make=make)[0]
