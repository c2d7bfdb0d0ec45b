"""What a withdrawal does to expectations, the pulse and the aim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from participants.enums import Scope
from participants.policies.withdrawing import LEAVES
from participants.registry import Effect, declare_effects
from projects.models import Membership, Project
from understanding.queries import withdrawing as queries

if TYPE_CHECKING:
    from accounts.models import User

DRAFTS_GO = ngettext_lazy(
    "Deleted: %(count)d draft of what you expect.", "Deleted: %(count)d drafts of what you expect.", "count"
)
EXPECTATIONS_GO = ngettext_lazy(
    "Removed for good: %(count)d answer about what you expect.",
    "Removed for good: %(count)d answers about what you expect.",
    "count",
)
WORDS_STAY = ngettext_lazy(
    "Kept: %(count)d thing you said about what you expect or in the pulse.",
    "Kept: %(count)d things you said about what you expect or in the pulse.",
    "count",
)
SIGNATURES_STAY = ngettext_lazy(
    "%(count)d signature under the shared aim stays: it says that you agreed on that day.",
    "%(count)d signatures under the shared aim stay: they say that you agreed on that day.",
    "count",
)


@declare_effects(place=50)
def withdrawal_effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """Drafts go, what was sent where it is taken back; signatures stay."""
    if scope not in LEAVES:
        return
    mine = Membership.objects.filter(project=project, person=person)
    drafts, sent = queries.drafts_of(mine).count(), queries.expectations_of(mine).count()
    answers, signatures = queries.pulse_answers_of(mine).count(), queries.signatures_of(mine).count()
    yield Effect(DRAFTS_GO % {"count": drafts}, drafts)
    if scope == Scope.WORDS:
        yield Effect(EXPECTATIONS_GO % {"count": sent}, sent)
        yield Effect(_("Removed for good: your answers to the pulse that is open now."), answers)
    else:
        yield Effect(WORDS_STAY % {"count": sent + answers}, sent + answers)
    yield Effect(SIGNATURES_STAY % {"count": signatures}, signatures, possible=False)
