from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from core.errors import Refused
from milestones.enums import MilestoneKind, Pace
from milestones.models import Milestone
from projects.actions.agreements import agree_pace
from projects.enums import ProjectState
from projects.models import PaceAgreement, Project
from projects.queries.agreements import answer_within, current_pace
from tests.glossary.glossaries import agreed, contribution
from tests.projects.making import done
from understanding.measures.pace import Facts, Sides
from understanding.queries.pace import Actuals, actuals


def now(project: Project, person: User) -> Actuals:
    return actuals(project, person, current_pace(project), timezone.localdate())


def test_another_pace_is_another_version_and_the_first_is_kept(project: Project, amara: User) -> None:
    agreed(project, amara, 14)
    agreed(project, amara, 21)
    assert list(PaceAgreement.objects.order_by("number").values_list("number", "rapid_days")) == [(1, 14), (2, 21)]


def test_the_same_pace_again_makes_no_version(project: Project, amara: User) -> None:
    assert agreed(project, amara) == agreed(project, amara)
    assert Event.objects.filter(type="projects.pace_agreed").count() == 1


def test_a_form_sent_twice_records_one_agreement(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    for days in (14, 21, 14):
        agree_pace(project, rapid_days=days, slow_months=12, note="", token=token, by=amara)
    assert PaceAgreement.objects.count() == 1


def test_the_history_knows_the_numbers_and_not_the_note(project: Project, amara: User) -> None:
    agreed(project, amara, note="Secret words")
    event = Event.objects.get(type="projects.pace_agreed")
    assert event.data == {"rapid_days": 14, "slow_months": 12}


def test_a_closed_project_agrees_no_pace(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="This project is closed"):
        agreed(project, amara)


def test_contributors_are_told_within_thirty_days_where_nothing_is_agreed(project: Project) -> None:
    assert answer_within(project) == 30


def test_contributors_are_told_within_the_days_of_the_latest_agreement(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    agreed(other_project, zoe, 90)
    agreed(project, amara, 14)
    agreed(project, amara, 7)
    assert answer_within(project) == 7


def test_feedback_counts_from_the_day_it_was_raised_to_the_day_they_were_told(project: Project, amara: User) -> None:
    agreed(project, amara, 14)
    contribution(project, amara, raised=-30, told=-20)
    contribution(project, amara, raised=-30, told=-16)
    contribution(project, amara, raised=-30, told=0)
    found = now(project, amara)
    assert (found.feedback, found.feedback_sides) == (Facts(3, 14, 30), Sides(2, 1))


def test_who_waits_longer_than_agreed_is_counted_and_who_waits_shorter_is_not(project: Project, amara: User) -> None:
    agreed(project, amara, 14)
    contribution(project, amara, raised=-14)
    contribution(project, amara, raised=-15)
    found = now(project, amara)
    assert (found.waiting, [row.taken for row in found.rows]) == (1, [15])


def test_without_an_agreement_nothing_is_longer_than_agreed(project: Project, amara: User) -> None:
    contribution(project, amara, raised=-100)
    contribution(project, amara, raised=-100, told=0)
    found = now(project, amara)
    assert (found.waiting, found.feedback_sides, found.output_sides) == (None, None, None)
    assert [(row.look, row.beside) for row in found.rows] == [("done", "")]


def test_rapid_milestones_count_from_their_first_date(project: Project, amara: User) -> None:
    for _ in range(2):
        made = done(project, amara, pace=Pace.RAPID)
    Milestone.objects.filter(pk=made.pk).update(baseline_on=timezone.localdate() - timedelta(days=8))
    assert now(project, amara).milestones == Facts(2, -11, 8)


def test_slow_outputs_count_in_months_of_the_project(project: Project, amara: User) -> None:
    agreed(project, amara, slow=12)
    made = done(project, amara, pace=Pace.SLOW, kind=MilestoneKind.OUTPUT)
    Milestone.objects.filter(pk=made.pk).update(done_on=project.starts_on + timedelta(days=40))
    done(project, amara, pace=Pace.SLOW, kind=MilestoneKind.DATA)
    done(project, amara, pace=Pace.RAPID, kind=MilestoneKind.OUTPUT)
    found = now(project, amara)
    assert (found.outputs, found.output_sides) == (Facts(1, 2, 2), Sides(1, 0))


def test_another_project_counts_nothing_here(project: Project, other_project: Project, amara: User, zoe: User) -> None:
    contribution(other_project, zoe, raised=-50, told=0)
    done(other_project, zoe, pace=Pace.RAPID)
    found = now(project, amara)
    assert (found.rows, found.feedback.count, found.milestones.count) == ([], 0, 0)
