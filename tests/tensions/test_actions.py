from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from projects.actions.members import end_member
from projects.enums import ProjectState
from projects.models import Project
from tensions import actions
from tensions.enums import TENSION_STEPS, Challenge, TensionState
from tensions.models import Tension, TensionStep
from tests.factories import in_days
from tests.projects.making import membership
from tests.tensions.tensions import escalated, lived_with, reopened, resolved, returned, step, tension, told

OPEN, ESCALATED, RESOLVED, LIVED_WITH = TensionState
MOVES: dict[str, tuple[Callable[[Tension, User], Tension], set[TensionState], TensionState]] = {
    "escalate": (escalated, {OPEN}, ESCALATED),
    "bring back": (returned, {ESCALATED}, OPEN),
    "resolve": (resolved, {OPEN, ESCALATED}, RESOLVED),
    "live with": (lived_with, {OPEN, ESCALATED}, LIVED_WITH),
    "reopen": (reopened, {RESOLVED, LIVED_WITH}, OPEN),
}

REACH: dict[str, Callable[[Tension, User], Tension]] = {
    ESCALATED: escalated,
    RESOLVED: resolved,
    LIVED_WITH: lived_with,
}


def types(project: Project) -> list[str]:
    return [event.type.removeprefix("tensions.tension_") for event in of_project(project.pk)]


def test_a_form_sent_twice_raises_one(project: Project, dee: User) -> None:
    token = uuid.uuid4()
    for _ in range(2):
        actions.raise_tension(project, difficulty=told(), token=token, by=dee)
    assert Tension.objects.count() == 1
    assert types(project) == ["raised"]


def test_it_is_raised_open_and_today(project: Project, dee: User) -> None:
    made = tension(project, dee)
    assert (made.state, made.raised_on) == (OPEN, in_days(0))


def test_a_partner_takes_it_themselves(project: Project, dee: User) -> None:
    mine = membership(project, dee)
    assert tension(project, dee, owner=mine).owner == mine


def test_a_partner_does_not_give_it_to_somebody_else(project: Project, dee: User, chen: User) -> None:
    with pytest.raises(Refused, match="Only a coordinator"):
        tension(project, dee, owner=membership(project, chen))


def test_a_coordinator_gives_it_to_somebody(project: Project, amara: User, chen: User) -> None:
    assert tension(project, amara, owner=membership(project, chen)).owner == membership(project, chen)


def test_an_observer_does_not_own_one(project: Project, amara: User, oli: User) -> None:
    with pytest.raises(Refused, match="takes part in this project now"):
        tension(project, amara, owner=membership(project, oli))


def test_somebody_of_another_project_does_not_own_one(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    with pytest.raises(Refused, match="takes part in this project now"):
        tension(project, amara, owner=membership(other_project, zoe))


def test_an_owner_who_has_left_stays_when_something_else_changes(project: Project, amara: User, chen: User) -> None:
    owner = membership(project, chen)
    made = tension(project, amara, owner=owner)
    end_member(owner, by=amara)
    changed = actions.edit_tension(made, difficulty=told(owner=owner, title="Other"), version=1, by=amara)
    assert (changed.title, changed.owner) == ("Other", owner)


def test_whoever_raised_it_changes_it(project: Project, dee: User) -> None:
    changed = actions.edit_tension(
        tension(project, dee), difficulty=told(challenge=Challenge.TIME, borne_by=[]), version=1, by=dee
    )
    assert (changed.challenge, changed.borne_by, changed.version) == ("time", [], 2)


def test_whoever_raised_it_does_not_take_it_from_another_owner(
    project: Project, amara: User, dee: User, chen: User
) -> None:
    made = tension(project, dee)
    given_away = actions.edit_tension(made, difficulty=told(owner=membership(project, chen)), version=1, by=amara)
    with pytest.raises(Refused, match="Only a coordinator"):
        actions.edit_tension(given_away, difficulty=told(owner=None), version=2, by=dee)


def test_somebody_else_does_not_change_it(project: Project, dee: User, chen: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.edit_tension(tension(project, dee), difficulty=told(title="Mine"), version=1, by=chen)


def test_a_coordinator_changes_what_another_raised(project: Project, amara: User, dee: User) -> None:
    changed = actions.edit_tension(tension(project, dee), difficulty=told(title="Other"), version=1, by=amara)
    assert changed.title == "Other"


def test_a_change_of_what_somebody_else_changed_overwrites_nothing(project: Project, amara: User) -> None:
    made = tension(project, amara)
    actions.edit_tension(made, difficulty=told(title="First"), version=1, by=amara)
    with pytest.raises(Stale):
        actions.edit_tension(made, difficulty=told(title="Second"), version=1, by=amara)
    made.refresh_from_db()
    assert made.title == "First"


def test_a_change_that_changes_nothing_records_nothing(project: Project, amara: User) -> None:
    actions.edit_tension(tension(project, amara), difficulty=told(), version=1, by=amara)
    assert types(project) == ["raised"]


def test_what_has_ended_is_not_changed(project: Project, amara: User) -> None:
    ended = resolved(tension(project, amara), amara)
    with pytest.raises(Refused, match="This is resolved now"):
        actions.edit_tension(ended, difficulty=told(title="Other"), version=ended.version, by=amara)


def test_anybody_adds_a_step(project: Project, dee: User, chen: User) -> None:
    made = step(tension(project, dee), chen, days=3)
    assert (made.taken_on, made.became) == (in_days(-3), "")


def test_a_step_sent_twice_is_taken_once(project: Project, dee: User) -> None:
    made, token = tension(project, dee), uuid.uuid4()
    for _ in range(2):
        actions.take_step(made, text="We talked.", taken_on=in_days(0), token=token, by=dee)
    assert types(project) == ["step_taken", "raised"]


@pytest.mark.parametrize(("text", "days", "sentence"), [(" ", 0, "Say what"), ("We will talk.", 1, "today or on")])
def test_a_step_says_what_and_is_not_of_a_day_to_come(
    project: Project, dee: User, text: str, days: int, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.take_step(tension(project, dee), text=text, taken_on=in_days(days), token=uuid.uuid4(), by=dee)


def test_what_has_ended_takes_no_step(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="This is lived with now"):
        step(lived_with(tension(project, dee), amara), dee)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("state", TensionState)
def test_each_step_is_open_where_the_table_says_so_and_refused_elsewhere(
    project: Project, amara: User, name: str, state: TensionState
) -> None:
    move, allowed, to = MOVES[name]
    made = tension(project, amara)
    if state in REACH:
        REACH[state](made, amara)
    if state in allowed:
        assert move(made, amara).state == to
    else:
        with pytest.raises(Refused, match=f"This is {state.label.lower()} now"):
            move(made, amara)


@pytest.mark.parametrize("name", MOVES)
def test_the_moves_are_those_of_the_table(name: str) -> None:
    _move, allowed, to = MOVES[name]
    assert all(to in TENSION_STEPS[state] for state in allowed)


def test_every_change_of_state_says_why(project: Project, amara: User) -> None:
    made = tension(project, amara)
    with pytest.raises(Refused, match="Say why"):
        actions.close_tension(made, to=RESOLVED, why=" \n", token=uuid.uuid4(), by=amara)


def test_it_does_not_end_as_escalated(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="one of the two ends"):
        actions.close_tension(tension(project, amara), to=ESCALATED, why="So.", token=uuid.uuid4(), by=amara)


def test_escalating_keeps_to_whom_and_since_when(project: Project, amara: User) -> None:
    made = escalated(tension(project, amara), amara)
    assert (made.escalated_to, made.escalated_on) == ("The research office", in_days(0))


def test_the_step_of_an_escalation_names_the_body_too(project: Project, amara: User) -> None:
    returned(escalated(tension(project, amara), amara), amara)
    first = TensionStep.objects.get(became=ESCALATED)
    assert first.text == "The research office\n\nThe form is theirs."


def test_what_comes_back_is_with_nobody_else(project: Project, amara: User) -> None:
    made = returned(escalated(tension(project, amara), amara), amara)
    assert (made.escalated_to, made.escalated_on) == ("", None)


def test_what_ends_while_escalated_still_says_to_whom_it_went(project: Project, amara: User) -> None:
    made = lived_with(escalated(tension(project, amara), amara), amara)
    assert (made.escalated_to, made.closing, made.closed_on) == ("The research office", "It stays.", in_days(0))


def test_a_reopened_one_is_open_without_an_end(project: Project, amara: User) -> None:
    made = reopened(lived_with(tension(project, amara), amara), amara)
    assert (made.state, made.closing, made.closed_on) == (OPEN, "", None)


def test_a_button_pressed_twice_moves_it_once(project: Project, amara: User) -> None:
    made, token = tension(project, amara), uuid.uuid4()
    for _ in range(2):
        actions.close_tension(made, to=RESOLVED, why="We agreed.", token=token, by=amara)
    assert types(project) == ["moved", "raised"]


def test_opening_again_pressed_twice_opens_it_once(project: Project, amara: User) -> None:
    made, token = resolved(tension(project, amara), amara), uuid.uuid4()
    for _ in range(2):
        assert actions.reopen_tension(made, why="It came back.", token=token, by=amara).state == OPEN


def test_the_history_holds_no_words(project: Project, amara: User) -> None:
    escalated(tension(project, amara), amara)
    kept = str([event.data for event in of_project(project.pk)])
    assert "research office" not in kept
    assert "clinic" not in kept


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(MOVES)), max_size=8))
def test_in_any_order_the_path_of_steps_leads_to_where_it_is(project: Project, amara: User, names: list[str]) -> None:
    made = tension(project, amara)
    expected, path = OPEN, []
    for name in names:
        move, allowed, to = MOVES[name]
        if expected in allowed:
            move(made, amara)
            expected = to
            path.append(to)
        else:
            with pytest.raises(Refused):
                move(made, amara)
    made.refresh_from_db()
    steps = made.steps.order_by("created_at").values_list("became", flat=True)
    assert (made.state, list(steps)) == (expected, path)
    assert (made.closed_on is None) == made.is_open == (made.closing == "")


@pytest.mark.parametrize("state", [ProjectState.CLOSED, ProjectState.ARCHIVED])
def test_a_project_that_is_not_open_refuses_every_write(project: Project, amara: User, state: ProjectState) -> None:
    made, away, ended = (tension(project, amara) for _ in range(3))
    escalated(away, amara)
    resolved(ended, amara)
    Project.objects.update(state=state)
    writes: list[Callable[[], object]] = [
        lambda: tension(project, amara),
        lambda: actions.edit_tension(made, difficulty=told(title="x"), version=1, by=amara),
        lambda: step(made, amara),
        lambda: escalated(made, amara),
        lambda: returned(away, amara),
        lambda: resolved(made, amara),
        lambda: lived_with(made, amara),
        lambda: reopened(ended, amara),
    ]
    for write in writes:
        with pytest.raises(Refused, match=f"This project is {state}"):
            write()
