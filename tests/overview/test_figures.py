"""The numbers of a morning, against counting by hand in worlds of many projects."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.models import Milestone
from milestones.queries import milestones
from milestones.queries.filters import MilestoneFilter
from overview.figures import MEASURES, Measure
from overview.queries import morning
from projects.enums import OPEN_PROJECT, ProjectState
from projects.models import Invitation, Project
from projects.queries import invitations
from tests import factories
from tests.factories import in_days

STATES = [*ProjectState.values, "active", "active"]


def world(seed: int) -> list[Project]:
    """Projects in every state, with milestones and invitations around every border that counts."""
    chance = random.Random(seed)
    projects = []
    for number in range(6):
        project = factories.project(title=f"Project {number}", state=chance.choice(STATES))
        owner = factories.member(project, factories.person(f"Lead {number}"), "coordinator", "academic")
        for _ in range(chance.randrange(8)):
            add_milestone(project, owner.pk, chance)
        for _ in range(chance.randrange(5)):
            invite(project, owner.person, chance)
        projects.append(project)
    return projects


def add_milestone(project: Project, owner: uuid.UUID, chance: random.Random) -> None:
    due = in_days(chance.choice([-400, -1, 0, 1, 13, 14, 15, 200]))
    state = chance.choice(["planned", "started", "done"])
    done = {"done_on": in_days(0), "evidence": "Seen."} if state == "done" else {}
    Milestone.objects.create(
        project=project,
        owner_id=owner,
        title="A step",
        due_on=due,
        baseline_on=due,
        pace="slow",
        kind="data",
        state=state,
        submitted_by=project.submitted_by,
        **done,
    )


def invite(project: Project, by: User, chance: random.Random) -> None:
    Invitation.objects.create(
        project=project,
        email=f"{uuid.uuid4().hex}@example.org",
        role="partner",
        standpoint="carer",
        starts_on=in_days(0),
        state=chance.choice(["waiting", "waiting", "declined", "revoked"]),
        link_ends_at=timezone.now() + timedelta(days=chance.choice([-1, 1, 14])),
        submitted_by=by,
    )


def listed(name: str, project: Project) -> int:
    """How many rows the list holds that the number leads to."""
    now, somebody = timezone.now(), factories.person(uuid.uuid4().hex, is_administrator=True)
    if name == "invitations_waiting":
        return invitations.invitations(project, somebody, show="waiting", now=now).count()
    show = {"milestones_late": "late", "milestones_soon": "soon"}[name]
    only = MilestoneFilter(show=show)
    return milestones.milestones(project, person=somebody, today=timezone.localdate(now), only=only).count()


COUNTS = {
    "milestones_late": milestones.count_late,
    "milestones_soon": milestones.count_soon,
    "invitations_waiting": invitations.count_waiting_by_project,
}


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("seed", range(3))
def test_a_number_is_that_of_the_rows_in_the_list_it_leads_to(db: None, name: str, seed: int) -> None:
    projects = world(seed)
    here = [project for project in projects if project.state in OPEN_PROJECT]
    by_hand = {project.pk: listed(name, project) for project in here}
    found = COUNTS[name]([project.pk for project in projects], timezone.now())
    assert found == {key: number for key, number in by_hand.items() if number}


@pytest.mark.parametrize("name", COUNTS)
def test_a_project_that_was_not_asked_about_is_not_counted(db: None, name: str) -> None:
    projects = world(1)
    asked = projects[:2]
    assert set(COUNTS[name]([project.pk for project in asked], timezone.now())) <= {project.pk for project in asked}


@pytest.mark.parametrize("state", ["closed", "archived"])
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_closed_project_counts_nothing(db: None, measure: Measure, state: str) -> None:
    projects = world(2)
    Project.objects.update(state=state)
    assert not any(measure.count([project.pk for project in projects], timezone.now()).values())


def test_no_project_asks_nothing(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert not any(morning.counts_by_measure([], timezone.now()).values())


def test_every_measure_has_a_name_of_its_own() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_the_address_of_a_measure_is_made_for_any_project(measure: Measure) -> None:
    key = uuid.uuid4()
    assert morning.address_in(measure, key) == measure.url(key)
