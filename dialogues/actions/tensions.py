"""A kept disagreement goes into the project's register of tensions."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from dialogues.models import KeptDisagreement, TensionOrigin
from dialogues.policies.tensions import check_raise, check_still_kept
from projects.actions.locking import lock_open_project
from tensions.actions import Difficulty, raise_tension
from tensions.models import Tension


@transaction.atomic
def raise_from_disagreement(kept: KeptDisagreement, *, difficulty: Difficulty, token: UUID, by: User) -> Tension:
    """One tension to a disagreement: asked again, by anybody, it answers with the one that is there.

    Raises Refused before the outcomes are open, and where somebody removed the disagreement meanwhile.
    """
    check_raise(kept.dialogue)
    project = lock_open_project(kept.dialogue.project)
    check_still_kept(is_kept=KeptDisagreement.objects.select_for_update().filter(pk=kept.pk).exists())
    origin = TensionOrigin.objects.select_related("tension").filter(disagreement=kept).first()
    if origin is not None:
        return origin.tension
    tension = raise_tension(project, difficulty=difficulty, token=token, by=by)
    TensionOrigin.objects.create(tension=tension, disagreement=kept)
    return tension
