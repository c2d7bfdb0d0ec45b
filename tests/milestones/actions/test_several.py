from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from milestones.actions.milestones import add_relational_steps
from milestones.actions.several import SeveralChange, change_several
from milestones.enums import Pace, RelationalStep
from milestones.models import DateChange, Milestone
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import in_days
from tests.projects.making import done, membership, milestone


def change(project: Project, rows: list[Milestone], by: User, **what: Any) -> int:
    chosen = {row.pk: row.version for row in rows}
    return change_several(project, chosen=chosen, change=SeveralChange(**what), by=by)


def test_every_date_moves_and_says_why(project: Project, amara: User) -> None:
    rows = [milestone(project, amara, due_on=in_days(day)) for day in (5, 9)]
    assert change(project, rows, amara, days=14, note="The clinic is closed.") == 2
    assert set(Milestone.objects.values_list("due_on", flat=True)) == {in_days(19), in_days(23)}
    assert set(DateChange.objects.values_list("from_on", "to_on", "note")) == {
        (in_days(5), in_days(19), "The clinic is closed."),
        (in_days(9), in_days(23), "The clinic is closed."),
    }


def test_the_first_date_stays(project: Project, amara: User) -> None:
    made = milestone(project, amara, due_on=in_days(5))
    change(project, [made], amara, days=-3, note="Sooner.")
    made.refresh_from_db()
    assert (made.baseline_on, made.version) == (in_days(5), 2)


def test_one_event_says_how_many(project: Project, amara: User) -> None:
    rows = [milestone(project, amara) for _ in range(3)]
    change(project, rows, amara, pace=Pace.RAPID)
    event = of_project(project.pk).get(type="milestones.milestones_changed")
    assert event.data == {"count": 3}


def test_owner_and_pace_change_without_a_note(project: Project, amara: User, dee: User) -> None:
    change(project, [milestone(project, amara)], amara, owner=membership(project, dee), pace=Pace.RAPID)
    row = Milestone.objects.get()
    assert (row.owner.person, row.pace, DateChange.objects.count()) == (dee, "rapid", 0)


def test_a_completed_milestone_stays_as_it_is(project: Project, amara: User) -> None:
    finished, made = done(project, amara), milestone(project, amara)
    assert change(project, [finished, made], amara, days=3, note="Later.") == 1
    assert DateChange.objects.get().milestone == made


def test_one_that_somebody_else_changed_keeps_all_of_them_as_they_are(project: Project, amara: User) -> None:
    rows = [milestone(project, amara) for _ in range(2)]
    Milestone.objects.filter(pk=rows[0].pk).update(version=2)
    with pytest.raises(Stale):
        change(project, rows, amara, days=3, note="Later.")
    assert not DateChange.objects.exists()


@pytest.mark.parametrize("what", [{"days": 3, "note": "Later."}, {"pace": Pace.RAPID}])
def test_the_button_pressed_twice_changes_once(project: Project, amara: User, what: dict[str, Any]) -> None:
    rows = [milestone(project, amara, due_on=in_days(5)) for _ in range(2)]
    assert [change(project, rows, amara, **what) for _press in range(2)] == [2, 2]
    assert of_project(project.pk).filter(type="milestones.milestones_changed").count() == 1
    assert DateChange.objects.count() == (2 if "days" in what else 0)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ({"days": 3}, "Say why the dates change"),
        ({"days": 3, "note": "  "}, "Say why the dates change"),
        ({"days": 36_500, "note": "Later."}, "1990 to 2100"),
        ({}, "Nothing would change"),
    ],
)
def test_what_makes_no_sense_is_refused(project: Project, amara: User, what: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        change(project, [milestone(project, amara)], amara, **what)


def test_an_owner_of_another_project_is_refused(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    with pytest.raises(Refused, match="takes part in the project"):
        change(project, [milestone(project, amara)], amara, owner=membership(other_project, zoe))


def test_a_milestone_of_another_project_is_left_alone(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    foreign = milestone(other_project, zoe)
    assert change(project, [foreign], amara, days=3, note="Later.") == 0
    assert not DateChange.objects.exists()


def test_a_closed_project_refuses_it(project: Project, amara: User) -> None:
    rows = [milestone(project, amara)]
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="closed"):
        change(project, rows, amara, days=3, note="Later.")


def test_steps_of_the_relationship_are_added_once(project: Project, amara: User) -> None:
    owner, days = membership(project, amara), {step: in_days(10) for step in RelationalStep}
    milestone(project, amara, step=RelationalStep.TERMS)
    assert [add_relational_steps(project, owner=owner, days=days, by=amara) for _press in range(2)] == [3, 0]
    assert sorted(Milestone.objects.values_list("step", flat=True)) == sorted(RelationalStep.values)


def test_a_step_needs_the_kind_it_belongs_to(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="Only a milestone of the kind"):
        milestone(project, amara, step=RelationalStep.TERMS, kind="data")
