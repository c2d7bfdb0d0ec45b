from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from milestones.actions.phases import PhaseDetails, add_phase, edit_phase, remove_phase
from milestones.forms.phases import mark_of_phase
from milestones.models import Phase
from milestones.policies.phases import MOST_PHASES
from milestones.queries.phases import HERE, gap_on, phases_of, standing_of
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import in_days
from tests.overview.living import phase

TODAY = date(2027, 5, 12)


def details(**changes: Any) -> PhaseDetails:
    start: dict[str, Any] = {"title": "Listening", "starts_on": in_days(-10), "ends_on": in_days(10)}
    return PhaseDetails(**start | changes)


def mark(row: Phase) -> str:
    return mark_of_phase(row)


def test_a_form_sent_twice_makes_one_phase(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    made = [add_phase(project, details=details(), token=token, by=amara) for _time in range(2)]
    assert made[0] == made[1]
    assert [event.type for event in of_project(project.pk)] == ["milestones.phase_added"]


def test_a_phase_does_not_end_before_it_starts(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="ends before it starts"):
        phase(project, amara, ends_on=in_days(-11))


def test_phases_may_overlap_and_leave_gaps(project: Project, amara: User) -> None:
    phase(project, amara)
    phase(project, amara, starts_on=in_days(-5))
    phase(project, amara, starts_on=in_days(100), ends_on=in_days(100))
    assert Phase.objects.count() == 3


def test_a_project_has_room_for_so_many_phases_and_no_more(project: Project, amara: User) -> None:
    for _number in range(MOST_PHASES):
        phase(project, amara)
    with pytest.raises(Refused, match="at most 30 phases"):
        phase(project, amara)


def test_a_phase_that_somebody_changed_meanwhile_is_not_overwritten(project: Project, amara: User, priya: User) -> None:
    row = phase(project, amara)
    seen = mark(row)
    edit_phase(row, details=details(title="Hearing"), seen=seen, by=priya)
    with pytest.raises(Stale):
        edit_phase(row, details=details(title="Asking"), seen=seen, by=amara)
    assert Phase.objects.get().title == "Hearing"


def test_a_phase_that_somebody_removed_meanwhile_cannot_be_changed(project: Project, amara: User) -> None:
    row = phase(project, amara)
    remove_phase(row, by=amara)
    with pytest.raises(Refused, match="removed this phase"):
        edit_phase(row, details=details(), seen=mark(row), by=amara)


def test_removing_twice_removes_once(project: Project, amara: User) -> None:
    row = phase(project, amara)
    same = Phase.objects.get()
    remove_phase(row, by=amara)
    remove_phase(same, by=amara)
    assert [event.type for event in of_project(project.pk)] == ["milestones.phase_removed", "milestones.phase_added"]


def test_a_closed_project_changes_no_phase(project: Project, amara: User) -> None:
    row = phase(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    for write in (
        lambda: phase(project, amara),
        lambda: edit_phase(row, details=details(title="Other"), by=amara),
        lambda: remove_phase(row, by=amara),
    ):
        with pytest.raises(Refused, match="This project is closed"):
            write()


def stretch(starts_on: date, ends_on: date, title: str = "Listening") -> Phase:
    return Phase(title=title, starts_on=starts_on, ends_on=ends_on)


def test_the_first_and_the_last_day_belong_to_a_phase() -> None:
    assert [standing_of(stretch(TODAY, TODAY), TODAY), standing_of(stretch(TODAY, date.max), TODAY)] == [HERE, HERE]


def said_of_gap(phases: list[Phase], day: date) -> str:
    gap = gap_on(phases, day)
    return gap.sentence if gap else ""


def test_between_two_phases_the_page_says_which() -> None:
    phases = [
        stretch(date(2027, 1, 1), date(2027, 3, 31), "Listening"),
        stretch(date(2027, 6, 1), date(2027, 7, 31), "Changing"),
    ]
    assert said_of_gap(phases, TODAY) == (
        "We are between two phases. “Listening” ended on Wednesday 31 March 2027. "
        "“Changing” starts on Tuesday 1 June 2027."
    )


def test_before_the_first_phase_and_after_the_last_the_page_says_so() -> None:
    phases = [stretch(date(2027, 6, 1), date(2027, 7, 31))]
    sentence = "No phase has started yet. “Listening” starts on Tuesday 1 June 2027"
    assert said_of_gap(phases, TODAY).startswith(sentence)
    assert said_of_gap(phases, date(2027, 8, 1)) == "Every phase is over."


def test_a_phase_inside_another_that_is_over_does_not_hide_the_one_that_lasts(project: Project, amara: User) -> None:
    phase(project, amara, title="Long")
    phase(project, amara, title="Short", starts_on=in_days(-9), ends_on=in_days(-8))
    found = phases_of(project, in_days(0))
    assert [(row.phase.title, row.standing) for row in found.rows] == [("Long", "here"), ("Short", "past")]
    assert found.gap is None


def test_of_two_phases_we_are_in_the_one_that_began_last_is_marked(project: Project, amara: User) -> None:
    phase(project, amara, title="Long")
    phase(project, amara, title="Short", starts_on=in_days(-2))
    rows = phases_of(project, in_days(0)).rows
    assert [(row.phase.title, row.marked) for row in rows] == [("Long", False), ("Short", True)]


def test_only_what_lasts_calls_and_only_in_an_open_project(project: Project, amara: User) -> None:
    phase(project, amara, call="Tell us")
    phase(project, amara, call="Later", starts_on=in_days(5))
    assert [row.call for row in phases_of(project, in_days(0)).calls] == ["Tell us"]
    project.state = ProjectState.CLOSED
    found = phases_of(project, in_days(0))
    assert found.calls == []
    assert [str(row.label) for row in found.rows] == ["The project closed here", "To come"]


days = st.dates(min_value=date(2027, 1, 1), max_value=date(2027, 2, 28))


@given(st.lists(st.tuples(days, days), max_size=8), days)
def test_on_every_day_we_are_in_a_phase_or_the_page_says_that_we_are_not(
    pairs: list[tuple[date, date]], day: date
) -> None:
    phases = [stretch(min(pair), max(pair)) for pair in pairs]
    inside = any(standing_of(row, day) == HERE for row in phases)
    assert (gap_on(phases, day) is not None) == (bool(phases) and not inside)
