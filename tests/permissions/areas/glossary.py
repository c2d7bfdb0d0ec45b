"""The page of shared understanding, the pace agreement and the glossary."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from glossary.actions import MeaningDetails, add_term
from glossary.enums import KnowledgeBasis
from projects.actions.agreements import agree_pace
from projects.models import Project
from tests.permissions.answers import EVERYBODY, TAKING_PART, Row, door

# The words of this world are the lead's: others may add a meaning, and change none.
ROWS = {
    "understanding:understanding": Row(get=door(EVERYBODY, 200)),
    "understanding:pace_detail": Row(get=door(EVERYBODY, 200)),
    "understanding:pace_agree": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "understanding:pace_csv": Row(post=door(EVERYBODY, 200)),
    "glossary:glossary": Row(get=door(EVERYBODY, 200)),
    "glossary:glossary_csv": Row(post=door(EVERYBODY, 200)),
    "glossary:term_add": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "glossary:term_remove": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "glossary:meaning_add": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "glossary:meaning_edit": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "glossary:meaning_remove": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
}


def fill(project: Project, lead: User) -> dict[str, Any]:
    """A pace that was agreed, and a word with a meaning."""
    agree_pace(project, rapid_days=14, slow_months=12, note="", token=uuid.uuid4(), by=lead)
    details = MeaningDetails(KnowledgeBasis.LIVED, "Somebody who does the research with us.", "")
    term, _is_new = add_term(project, name="Partner", details=details, token=uuid.uuid4(), by=lead)
    return {"term_id": term.pk, "meaning_id": term.definitions.get().pk}
