"""How many people are to be asked for consent, against the list that the number leads to."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from participants.enums import Scope
from participants.models import ConsentVersion, Withdrawal
from participants.policies.consent import latest_version
from participants.queries.consent import member_rows
from participants.queries.renewing import count_to_ask
from projects.enums import OPEN_PROJECT, Role
from projects.models import Project
from tests import factories
from tests.factories import in_days
from tests.participants.consenting import sealed


def published(project: Project, by: User, number: int) -> ConsentVersion:
    return ConsentVersion.objects.create(
        project=project, number=number, title="Form", information="About.", published_at=timezone.now(), submitted_by=by
    )


def filled(number: int, chance: random.Random) -> Project:
    """A project with no form, one or two, and people who answered none, the old, the new, or withdrew after."""
    project = factories.project(title=f"Project {number}", state=chance.choice(["active", "forming", "closed"]))
    lead = factories.in_project(project, f"Lead {uuid.uuid4().hex}", "coordinator", "academic")
    forms = [published(project, lead, each) for each in range(1, chance.randrange(4))]
    for _ in range(chance.randrange(7)):
        person = factories.person(uuid.uuid4().hex)
        ends = chance.choice([None, None, in_days(0), in_days(3)])
        role = chance.choice([Role.PARTNER, Role.RESEARCHER, Role.OBSERVER])
        factories.member(project, person, role, "patient", expires_on=ends)
        answer(project, person, forms, chance)
    ConsentVersion.objects.create(project=project, number=9, title="Draft", information="x", submitted_by=lead)
    return project


def answer(project: Project, person: User, forms: list[ConsentVersion], chance: random.Random) -> None:
    for form in forms:
        if chance.random() < 0.5:
            at = timezone.now() - timedelta(days=30 - form.number)
            sealed(form, person, given_at=at, agrees=chance.random() < 0.8)
    if chance.random() < 0.3:
        scope = chance.choice(Scope.values)
        Withdrawal.objects.create(
            submitted_by=person, person=person, project=project, scope=scope, receipt=uuid.uuid4().hex[:12]
        )


@pytest.mark.parametrize("seed", range(4))
def test_the_number_is_that_of_the_list_it_leads_to(db: None, seed: int) -> None:
    chance = random.Random(seed)
    projects = [filled(number, chance) for number in range(6)]
    expected: dict[uuid.UUID, int] = {}
    for project in projects:
        latest = latest_version(project)
        rows = member_rows(project, latest)
        waiting = sum(row.standing == "waiting" for row in rows)
        if latest and waiting and project.state in OPEN_PROJECT:
            expected[project.pk] = waiting
    assert count_to_ask([project.pk for project in projects], timezone.now()) == expected


def test_a_project_without_a_form_asks_nobody(project: Project, amara: User, dee: User) -> None:
    assert count_to_ask([project.pk], timezone.now()) == {}


def test_a_project_that_was_not_asked_about_is_not_counted(
    project: Project, other_project: Project, amara: User
) -> None:
    published(project, amara, 1)
    assert count_to_ask([other_project.pk], timezone.now()) == {}
