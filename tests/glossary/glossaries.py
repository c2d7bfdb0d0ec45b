"""Words, meanings and contributions for the tests of the glossary and the pace."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from contributions.models import Contribution
from glossary.actions import MeaningDetails, add_meaning, add_term
from glossary.enums import KnowledgeBasis
from glossary.models import Definition, Term
from projects.actions.agreements import agree_pace
from projects.models import PaceAgreement, Project
from tests.factories import in_days


def details(text: str = "Somebody who does the research with us.", **changes: Any) -> MeaningDetails:
    basis = KnowledgeBasis(changes.get("basis", "lived"))
    return MeaningDetails(basis, text, changes.get("plain_text", ""))


def term(project: Project, by: User, name: str = "Partner", **changes: Any) -> Term:
    made, _is_new = add_term(project, name=name, details=details(**changes), token=uuid.uuid4(), by=by)
    return made


def another(word: Term, by: User, **changes: Any) -> Definition:
    return add_meaning(word, details=details(**changes), token=uuid.uuid4(), by=by)


def agreed(project: Project, by: User, rapid: int = 14, slow: int = 12, note: str = "") -> PaceAgreement:
    return agree_pace(project, rapid_days=rapid, slow_months=slow, note=note, token=uuid.uuid4(), by=by)


def contribution(project: Project, by: User, *, raised: int, told: int | None = None) -> Contribution:
    """Raised so many days from today, and told so many days from today."""
    told_at = timezone.now() + timedelta(days=told) if told is not None else None
    day: date = in_days(raised)
    return Contribution.objects.create(
        project=project, said="We wait too long.", submitted_by=by, raised_on=day, answer_by=day, told_at=told_at
    )
