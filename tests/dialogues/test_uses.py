"""May these words be used? The rule, row by row, and the same rule in SQL."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues.enums import UseRefusal
from dialogues.policies.uses import UseFacts, permits_use, use_refusal
from dialogues.policies.words import FOR_EVERY_SEAT
from dialogues.queries.uses import judged_reflections, reflections_by_refusal, usable_reflections
from participants.enums import Audience
from participants.permissions import Permission
from projects.models import Membership, Project
from tests.dialogues import rows

# audience, revealed, may be analysed, author takes part, taken back -> why they may not be used
TRUTH = [
    (UseFacts(Audience.PROJECT, True, True, True, True), UseRefusal.WITHDRAWN),
    (UseFacts(Audience.ONLY_ME, False, False, False, True), UseRefusal.WITHDRAWN),
    (UseFacts(Audience.DIALOGUE, True, True, True), None),
    (UseFacts(Audience.PROJECT, True, True, True), None),
    (UseFacts(Audience.PROJECT, False, True, True), UseRefusal.NOT_REVEALED),
    (UseFacts(Audience.ONLY_ME, False, False, False), UseRefusal.NOT_REVEALED),
    (UseFacts(Audience.ONLY_ME, True, True, True), UseRefusal.FEWER_READERS),
    (UseFacts(Audience.FACILITATORS, True, True, True), UseRefusal.FEWER_READERS),
    (UseFacts(Audience.FACILITATORS, True, False, False), UseRefusal.FEWER_READERS),
    (UseFacts(Audience.DIALOGUE, True, False, True), UseRefusal.NOT_PERMITTED),
    (UseFacts(Audience.PROJECT, True, False, False), UseRefusal.NOT_PERMITTED),
    (UseFacts(Audience.DIALOGUE, True, True, False), UseRefusal.AUTHOR_LEFT),
]
EVERY_CASE = [
    UseFacts(audience, *marks) for audience, marks in product(Audience.values, product((True, False), repeat=4))
]


@pytest.mark.parametrize(("facts", "refusal"), TRUTH, ids=str)
def test_the_first_refusal_that_applies_is_told(facts: UseFacts, refusal: UseRefusal | None) -> None:
    assert use_refusal(facts) == refusal


@pytest.mark.parametrize("facts", EVERY_CASE, ids=str)
def test_the_database_answers_as_the_rule_does(project: Project, dee: User, facts: UseFacts) -> None:
    talk = rows.dialogue(project, revealed=facts.revealed)
    taken_back: dict[str, Any] = {"text": "", "withdrawn_at": timezone.now()} if facts.withdrawn else {}
    rows.reflection(talk, dee, audience=facts.audience, may_analyse=facts.may_analyse, **taken_back)
    if not facts.author_takes_part:
        Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    assert judged_reflections(project).get().refusal == (use_refusal(facts) or "")


@pytest.mark.parametrize(
    ("answered", "refusal"),
    [
        ({}, None),
        ({"may_analyse": False}, UseRefusal.ANSWERED),
        ({"audience": Audience.FACILITATORS}, UseRefusal.ANSWERED),
        ({"may_analyse": True, "text": "", "withdrawn_at": timezone.now()}, UseRefusal.ANSWERED),
    ],
)
def test_a_response_is_used_only_with_what_it_responds_to(
    project: Project, dee: User, chen: User, answered: dict[str, Any], refusal: UseRefusal | None
) -> None:
    talk = rows.dialogue(project)
    root = rows.reflection(talk, dee, **answered)
    response = rows.reflection(talk, chen, responds_to=root, manner="differs")
    assert judged_reflections(project).get(pk=response.pk).refusal == (refusal or "")
    facts = UseFacts(Audience.DIALOGUE, True, True, True, answered_usable=refusal is None)
    assert use_refusal(facts) == refusal


def test_a_response_has_its_own_refusal_first(project: Project, dee: User, chen: User) -> None:
    talk = rows.dialogue(project)
    root = rows.reflection(talk, dee, may_analyse=False)
    response = rows.reflection(talk, chen, responds_to=root, manner="asks", audience=Audience.ONLY_ME)
    assert judged_reflections(project).get(pk=response.pk).refusal == UseRefusal.FEWER_READERS


def test_what_may_be_used_and_what_may_not_is_everything(project: Project, dee: User, chen: User) -> None:
    talk = rows.dialogue(project)
    usable = rows.reflection(talk, dee)
    rows.reflection(talk, chen, may_analyse=False)
    assert list(usable_reflections(project)) == [usable]
    assert reflections_by_refusal(project) == {"": 1, "not_permitted": 1}


def test_words_of_another_project_are_not_asked_about(project: Project, other_project: Project, dee: User) -> None:
    rows.reflection(rows.dialogue(other_project), dee)
    assert not judged_reflections(project).exists()


def test_everybody_with_a_seat_reads_words_for_the_dialogue_or_the_project() -> None:
    assert {"dialogue", "project"} == FOR_EVERY_SEAT


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("may_analyse", [True, False])
def test_an_author_permits_use_by_analysis_and_enough_readers(audience: str, may_analyse: bool) -> None:
    permission = Permission(audience, "full", "", may_analyse=may_analyse)
    assert permits_use(permission) is (may_analyse and audience in {"dialogue", "project"})
