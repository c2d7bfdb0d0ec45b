"""Taking up what was said in a dialogue as a contribution, so that somebody answers it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contributions.actions import Input, take_up
from contributions.models import Contribution
from core.errors import Refused
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement, Reflection
from dialogues.models.origins import ContributionOrigin
from dialogues.policies.contributions import check_take_up
from projects.actions.locking import lock_open_project
from projects.models import Membership

Outcome = Agreement | KeptDisagreement | AgreedAction
NAMES: dict[type[Outcome], str] = {Agreement: "agreement", KeptDisagreement: "disagreement", AgreedAction: "action"}


@transaction.atomic
def take_up_reflection(reflection: Reflection, *, words: Input, token: UUID, by: User) -> Contribution:
    """In the coordinator's own words; whoever wrote the reflection is its contributor, and nobody is told who.

    Raises Refused where the permission, as it is at this moment, does not let the group use it.
    """
    project = lock_open_project(reflection.seat.dialogue.project)
    rows = Reflection.objects.visible_to(by).filter(pk=reflection.pk)
    row = rows.select_for_update(of=("self",)).select_related("seat").first()
    if row is None:
        raise Refused(_("These words are not open to you any more."))
    check_take_up(row)
    author = Membership.objects.filter(project=project, person=row.seat.person_id).first()
    known = Input(words.said, author, row.seat.standpoint, words.owner, words.answer_by)
    made, is_new = take_up(project, words=known, token=token, by=by)
    if is_new:
        ContributionOrigin.objects.create(contribution=made, reflection=row)
    return made


@transaction.atomic
def take_up_outcome(outcome: Outcome, *, words: Input, token: UUID, by: User) -> Contribution:
    """What a dialogue recorded together, so nobody in particular is its contributor."""
    project = lock_open_project(outcome.dialogue.project)
    dialogue = Dialogue.objects.visible_to(by).filter(pk=outcome.dialogue_id).first()
    kept = type(outcome)._default_manager.select_for_update().filter(pk=outcome.pk)
    if dialogue is None or not kept.exists():
        raise Refused(_("This is not recorded any more."))
    nobody = Input(words.said, None, "", words.owner, words.answer_by)
    made, is_new = take_up(project, words=nobody, token=token, by=by)
    if is_new:
        ContributionOrigin.objects.create(contribution=made, **{NAMES[type(outcome)]: outcome})
    return made
