from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from milestones.actions.milestones import (
    add_milestone,
    complete_milestone,
    edit_milestone,
    reopen_milestone,
    start_milestone,
)
from milestones.enums import MilestoneState
from milestones.models import DateChange, Milestone
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import in_days
from tests.projects.making import done, membership, milestone, plan


def test_the_first_due_date_is_the_baseline(project: Project, amara: User) -> None:
    assert milestone(project, amara, due_on=in_days(9)).baseline_on == in_days(9)


def test_a_form_sent_twice_makes_one_milestone(project: Project, amara: User) -> None:
    token, owner = uuid.uuid4(), membership(project, amara)
    for _ in range(2):
        add_milestone(project, plan=plan(owner), token=token, by=amara)
    assert Milestone.objects.count() == 1


def test_a_milestone_is_owned_by_somebody_of_the_project(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    with pytest.raises(Refused, match="takes part in the project"):
        milestone(project, amara, owner=membership(other_project, zoe))


def test_a_date_that_moves_keeps_the_baseline(project: Project, amara: User) -> None:
    made = milestone(project, amara, due_on=in_days(9))
    later = plan(made.owner, due_on=in_days(40))
    assert edit_milestone(made, plan=later, note="We wait.", version=1, by=amara).baseline_on == in_days(9)


def test_a_date_that_moves_leaves_its_note(project: Project, amara: User) -> None:
    made = milestone(project, amara, due_on=in_days(9))
    edit_milestone(made, plan=plan(made.owner, due_on=in_days(40)), note="We wait.", version=1, by=amara)
    change = DateChange.objects.get()
    assert (change.from_on, change.to_on, change.note) == (in_days(9), in_days(40), "We wait.")


def test_a_date_does_not_move_without_a_note(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    with pytest.raises(Refused, match="Say why the date changes"):
        edit_milestone(made, plan=plan(made.owner, due_on=in_days(40)), note="", version=1, by=amara)


def test_a_change_of_what_somebody_else_changed_overwrites_nothing(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    edit_milestone(made, plan=plan(made.owner, title="First"), note="", version=1, by=amara)
    with pytest.raises(Stale):
        edit_milestone(made, plan=plan(made.owner, title="Second"), note="", version=1, by=amara)
    made.refresh_from_db()
    assert (made.title, made.version) == ("First", 2)


def test_a_change_that_changes_nothing_records_nothing(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    edit_milestone(made, plan=plan(made.owner), note="", version=1, by=amara)
    assert [event.type for event in of_project(project.pk)] == ["milestones.milestone_added"]


def test_a_completed_milestone_is_not_changed(project: Project, amara: User) -> None:
    made = done(project, amara)
    with pytest.raises(Refused, match="Reopen it"):
        edit_milestone(made, plan=plan(made.owner, title="Other"), note="", version=made.version, by=amara)


def test_a_milestone_is_not_completed_without_evidence(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="what shows"):
        complete_milestone(milestone(project, amara), evidence=" ", done_on=in_days(0), by=amara)


def test_a_milestone_is_not_completed_tomorrow(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="today or on a day before"):
        complete_milestone(milestone(project, amara), evidence="Minutes", done_on=in_days(1), by=amara)


def test_a_milestone_is_completed_once_however_often_the_button_is_pressed(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    for _ in range(2):
        complete_milestone(made, evidence="Minutes", done_on=in_days(0), by=amara)
    assert of_project(project.pk).filter(type="milestones.milestone_completed").count() == 1


def test_a_completed_milestone_does_not_take_other_evidence(project: Project, amara: User) -> None:
    made = done(project, amara)
    with pytest.raises(Refused, match="That step is not open"):
        complete_milestone(made, evidence="Other", done_on=in_days(0), by=amara)


def test_a_reopened_milestone_keeps_its_evidence(project: Project, amara: User) -> None:
    reopened = reopen_milestone(done(project, amara), by=amara)
    assert (reopened.state, reopened.evidence, reopened.done_on) == (MilestoneState.STARTED, "Minutes of 3 May", None)


def test_what_was_never_completed_is_not_reopened(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="not completed yet"):
        reopen_milestone(milestone(project, amara), by=amara)


def test_a_completed_milestone_is_not_started(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="Reopen it"):
        start_milestone(done(project, amara), by=amara)


def test_a_milestone_starts_once(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    start_milestone(made, by=amara)
    assert start_milestone(made, by=amara).version == 2


@pytest.mark.parametrize("state", [ProjectState.CLOSED, ProjectState.ARCHIVED])
def test_a_project_that_is_not_open_refuses_every_write(project: Project, amara: User, state: ProjectState) -> None:
    made, finished = milestone(project, amara), done(project, amara)
    Project.objects.update(state=state)
    writes: list[Callable[[], Milestone]] = [
        lambda: milestone(project, amara),
        lambda: edit_milestone(made, plan=plan(made.owner, title="x"), note="", version=1, by=amara),
        lambda: start_milestone(made, by=amara),
        lambda: complete_milestone(made, evidence="x", done_on=in_days(0), by=amara),
        lambda: reopen_milestone(finished, by=amara),
    ]
    for write in writes:
        with pytest.raises(Refused, match=f"This project is {state}"):
            write()
