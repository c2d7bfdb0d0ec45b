"""The rule of what goes into a file, row by row, and the same rule in SQL."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from participants.enums import Audience
from projects.models import Membership, Project
from reports import policies, queries
from reports.enums import DoorRefusal, ExportState, LeftOut
from reports.models import Export
from reports.policies import Facts, left_out
from tests.reports import rows

ALL = list(product([True, False], [True, False], Audience.values, [True, False], [True, False]))
# taken back, revealed, audience, may be analysed, author still here -> why it stays out
TRUTH = [
    (True, True, Audience.PROJECT, True, True, LeftOut.WITHDRAWN),
    (True, False, Audience.ONLY_ME, False, False, LeftOut.WITHDRAWN),
    (False, True, Audience.DIALOGUE, True, True, None),
    (False, True, Audience.PROJECT, True, True, None),
    (False, False, Audience.PROJECT, True, True, LeftOut.NOT_REVEALED),
    (False, False, Audience.ONLY_ME, False, False, LeftOut.NOT_REVEALED),
    (False, True, Audience.ONLY_ME, True, True, LeftOut.FEWER_READERS),
    (False, True, Audience.FACILITATORS, True, True, LeftOut.FEWER_READERS),
    (False, True, Audience.FACILITATORS, False, False, LeftOut.FEWER_READERS),
    (False, True, Audience.DIALOGUE, False, True, LeftOut.NOT_PERMITTED),
    (False, True, Audience.PROJECT, False, False, LeftOut.NOT_PERMITTED),
    (False, True, Audience.DIALOGUE, True, False, LeftOut.AUTHOR_LEFT),
]


@pytest.mark.parametrize(("withdrawn", "revealed", "audience", "may_analyse", "author_here", "why"), TRUTH)
def test_the_first_reason_that_applies_keeps_words_out(
    withdrawn: bool, revealed: bool, audience: str, may_analyse: bool, author_here: bool, why: LeftOut | None
) -> None:
    told = {"withdrawn": withdrawn, "revealed": revealed, "may_analyse": may_analyse, "author_here": author_here}
    assert left_out(Facts(audience=audience, **told)) == why


@pytest.mark.parametrize(("withdrawn", "revealed", "audience", "may_analyse", "author_here"), ALL)
def test_the_database_answers_as_the_rule_does(
    project: Project,
    dee: User,
    withdrawn: bool,
    revealed: bool,
    audience: str,
    may_analyse: bool,
    author_here: bool,
) -> None:
    taken: dict[str, Any] = {"text": "", "withdrawn_at": timezone.now()} if withdrawn else {}
    rows.reflection(rows.dialogue(project, revealed=revealed), dee, audience=audience, may_analyse=may_analyse, **taken)
    if not author_here:
        Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    told = {"withdrawn": withdrawn, "revealed": revealed, "may_analyse": may_analyse, "author_here": author_here}
    rule = left_out(Facts(audience=audience, **told))
    assert queries.with_reasons(project).get().why == (rule or "")


@pytest.mark.parametrize(
    ("answered", "why"),
    [
        ({}, None),
        ({"may_analyse": False}, LeftOut.ANSWERED),
        ({"audience": Audience.FACILITATORS}, LeftOut.ANSWERED),
        ({"may_analyse": True, "text": "", "withdrawn_at": timezone.now()}, LeftOut.ANSWERED),
    ],
)
def test_a_response_goes_in_only_with_what_it_responds_to(
    project: Project, dee: User, chen: User, answered: dict[str, Any], why: LeftOut | None
) -> None:
    told = rows.dialogue(project)
    root = rows.reflection(told, dee, **answered)
    response = rows.reflection(told, chen, responds_to=root, manner="differs")
    assert queries.with_reasons(project).get(pk=response.pk).why == (why or "")
    told_of_it = Facts("dialogue", revealed=True, may_analyse=True, author_here=True, answered_goes_in=why is None)
    assert left_out(told_of_it) == why


def test_a_response_has_its_own_reasons_first(project: Project, dee: User, chen: User) -> None:
    told = rows.dialogue(project)
    root = rows.reflection(told, dee, may_analyse=False)
    response = rows.reflection(told, chen, responds_to=root, manner="asks", audience=Audience.ONLY_ME)
    assert queries.with_reasons(project).get(pk=response.pk).why == LeftOut.FEWER_READERS


@pytest.mark.parametrize(
    ("state", "hours_left", "why"),
    [
        (ExportState.READY, 1, None),
        (ExportState.READY, 0, DoorRefusal.OLD),
        (ExportState.EXPIRED, 1, DoorRefusal.OLD),
        (ExportState.BUILDING, 1, DoorRefusal.STATE),
        (ExportState.FAILED, 1, DoorRefusal.STATE),
        (ExportState.CANCELLED, 1, DoorRefusal.STATE),
    ],
)
def test_only_a_ready_file_within_its_day_is_given_out(
    state: ExportState, hours_left: int, why: DoorRefusal | None
) -> None:
    now = timezone.now()
    assert policies.refusal_by_state(Export(state=state, expires_at=now + timedelta(hours=hours_left)), now) == why
