"""What is late and what is due soon, in Python and in SQL alike, on the day before, on and after each border."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import User
from milestones.enums import MilestoneState, Standing
from milestones.models import Milestone, MilestoneLink
from milestones.notices import milestone_of_mine
from milestones.policies.due import SOON, is_late, is_soon, is_unfinished, where_late, where_soon, where_unfinished
from milestones.queries.rows import standing_of
from projects.models import Project
from tests.factories import in_days
from tests.projects.making import done, milestone

BORDERS = [-1, 0, SOON.days, SOON.days + 1]


@pytest.fixture
def around(project: Project, amara: User) -> list[Milestone]:
    """One on each side of each border, and one completed on each of these days."""
    planned = [milestone(project, amara, due_on=in_days(days)) for days in BORDERS]
    return planned + [done(project, amara, due_on=in_days(days)) for days in BORDERS]


def test_a_milestone_is_late_from_the_day_after_its_date(around: list[Milestone]) -> None:
    assert [is_late(row, in_days(0)) for row in around] == [True, False, False, False, *[False] * 4]


def test_a_milestone_is_due_soon_from_fourteen_days_before_until_its_date(around: list[Milestone]) -> None:
    assert [is_soon(row, in_days(0)) for row in around] == [False, True, True, False, *[False] * 4]


def test_the_database_says_what_is_late_as_a_row_does(around: list[Milestone]) -> None:
    late = set(Milestone.objects.filter(where_late(in_days(0))))
    assert late == {row for row in around if is_late(row, in_days(0))}


def test_the_database_says_what_is_due_soon_as_a_row_does(around: list[Milestone]) -> None:
    soon = set(Milestone.objects.filter(where_soon(in_days(0))))
    assert soon == {row for row in around if is_soon(row, in_days(0))}


def test_the_database_says_what_is_unfinished_as_a_row_does(around: list[Milestone]) -> None:
    assert set(Milestone.objects.filter(where_unfinished())) == {row for row in around if is_unfinished(row)}


def test_the_condition_reaches_a_milestone_over_a_link(around: list[Milestone]) -> None:
    late, soon, last = around[0], around[1], around[3]
    for before in (late, soon):
        MilestoneLink.objects.create(before=before, after=last)
    assert MilestoneLink.objects.get(where_late(in_days(0), "before__")).before == late


def test_late_and_soon_stand_above_the_state(around: list[Milestone]) -> None:
    for row in around[:4]:
        row.state = MilestoneState.STARTED
    standings = [standing_of(row, in_days(0)) for row in around[:5]]
    assert standings == [Standing.LATE, Standing.SOON, Standing.SOON, Standing.STARTED, Standing.DONE]


def test_somebodys_own_page_lists_what_is_late_or_due_soon(around: list[Milestone], amara: User) -> None:
    needs = list(milestone_of_mine.first_needs(amara, timezone.now()))
    assert [need.late for need in needs] == [True, False, False]
