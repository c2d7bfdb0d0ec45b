"""Which words of a project may be used, by files that leave and by analysis: read without a reader.

The rule is `policies.uses.use_refusal`, said here in SQL for a whole project; a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import MD5, Cast

from dialogues.enums import UseRefusal
from dialogues.models import Reflection
from dialogues.policies.words import FOR_EVERY_SEAT
from participants.enums import ClauseKind
from participants.policies.consent import agreed_once, published, refusing
from projects.models import Membership, Project, where_current

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# `policies.uses.USE_REFUSALS` in SQL, apart from what a response responds to: the empty text where there is none.
OWN_REFUSAL = Case(
    When(withdrawn_at__isnull=False, then=Value(UseRefusal.WITHDRAWN.value)),
    When(seat__dialogue__revealed_at=None, then=Value(UseRefusal.NOT_REVEALED.value)),
    When(~Q(audience__in=FOR_EVERY_SEAT), then=Value(UseRefusal.FEWER_READERS.value)),
    When(may_analyse=False, then=Value(UseRefusal.NOT_PERMITTED.value)),
    When(author_takes_part=False, then=Value(UseRefusal.AUTHOR_LEFT.value)),
    When(consented=False, then=Value(UseRefusal.NO_CONSENT.value)),
    default=Value(""),
    output_field=CharField(),
)


class UseJudgement(TypedDict):
    """What `judged_reflections` adds to a reflection: the facts, and the refusal without and with what it answers."""

    author_takes_part: bool
    consented: bool
    refuses_quotes: bool
    own_refusal: str
    refusal: str


def judged_reflections(project: Project) -> QuerySet[WithAnnotations[Reflection, UseJudgement]]:
    """Every reflection and response of a project with the `refusal` of its use, empty where it may be used.

    It says the same as `policies.uses.use_refusal`. Drafts are in another table.
    """
    here = Membership.objects.filter(where_current(), project=project, person=OuterRef("seat__person"))
    rows = Reflection.objects.filter(seat__dialogue__project=project)
    agreed = Q(seat__person__in=agreed_once(project)) | ~Exists(published(project))
    refuses = Q(seat__person__in=refusing(project, ClauseKind.QUOTED))
    judged: Any = rows.annotate(author_takes_part=Exists(here), consented=agreed, refuses_quotes=refuses)
    judged = judged.annotate(own_refusal=OWN_REFUSAL)
    answered_usable = judged.filter(pk=OuterRef("responds_to"), withdrawn_at=None, own_refusal="")
    own = When(Q(responds_to=None) | ~Q(own_refusal="") | Exists(answered_usable), then=F("own_refusal"))
    return judged.annotate(refusal=Case(own, default=Value(UseRefusal.ANSWERED.value)))  # type: ignore[no-any-return]


def usable_reflections(project: Project) -> QuerySet[WithAnnotations[Reflection, UseJudgement]]:
    """Those that may be used, in an order that tells nothing about when or by whom."""
    return judged_reflections(project).filter(refusal="").order_by(MD5(Cast("id", TextField())))


def reflections_by_refusal(project: Project) -> Counter[str]:
    """How many may not be used, by refusal; those that may under the empty text."""
    counted = judged_reflections(project).order_by().values("refusal").annotate(rows=Count("pk"))
    return Counter({row["refusal"]: row["rows"] for row in counted})
