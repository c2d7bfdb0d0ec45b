"""Taking up what was said in a dialogue as a contribution, so that somebody answers it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from accounts.models import User
from contributions.actions import ContributionDetails, take_up_contribution
from contributions.models import Contribution
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement, Reflection
from dialogues.models.origins import ContributionOrigin
from dialogues.policies import contributions as policies
from projects.actions.locking import lock_open_project
from projects.models import Membership

Outcome = Agreement | KeptDisagreement | AgreedAction
# The field of an origin that holds each kind of outcome.
ORIGIN_FIELDS: dict[type[Outcome], str] = {
    Agreement: "agreement",
    KeptDisagreement: "disagreement",
    AgreedAction: "action",
}


@transaction.atomic
def take_up_reflection(reflection: Reflection, *, details: ContributionDetails, token: UUID, by: User) -> Contribution:
    """In the coordinator's own words; whoever wrote the reflection is its contributor, and nobody is told who.

    Raises Refused where the permission, as it is at this moment, does not let the group use it.
    """
    project = lock_open_project(reflection.seat.dialogue.project)
    rows = Reflection.objects.visible_to(by).filter(pk=reflection.pk)
    row = policies.check_still_readable(rows.select_for_update(of=("self",)).select_related("seat").first())
    policies.check_take_up(row)
    author = Membership.objects.filter(project=project, person=row.seat.person_id).first()
    of_author = replace(details, contributor=author, standpoint=row.seat.standpoint)
    contribution, is_new = take_up_contribution(project, details=of_author, token=token, by=by)
    if is_new:
        ContributionOrigin.objects.create(contribution=contribution, reflection=row)
    return contribution


@transaction.atomic
def take_up_outcome(outcome: Outcome, *, details: ContributionDetails, token: UUID, by: User) -> Contribution:
    """What a dialogue recorded together, so nobody in particular is its contributor."""
    project = lock_open_project(outcome.dialogue.project)
    sees_it = Dialogue.objects.visible_to(by).filter(pk=outcome.dialogue_id).exists()
    rows = type(outcome)._default_manager.select_for_update().filter(pk=outcome.pk)
    policies.check_still_recorded(is_recorded=sees_it and rows.exists())
    of_nobody = replace(details, contributor=None, standpoint="")
    contribution, is_new = take_up_contribution(project, details=of_nobody, token=token, by=by)
    if is_new:
        ContributionOrigin.objects.create(contribution=contribution, **{ORIGIN_FIELDS[type(outcome)]: outcome})
    return contribution
