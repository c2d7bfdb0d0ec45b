"""Every state table is total: no state without an answer to "what next?", and the ends are the ones we mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model, TextChoices

from contributions.enums import CONTRIBUTION_STEPS, ContributionState
from contributions.models import Contribution
from dialogues.enums import DIALOGUE_STEPS, DialogueState
from dialogues.models import Dialogue
from milestones.enums import MILESTONE_STEPS, MilestoneState
from milestones.models import Milestone
from notifications.enums import STEPS, MailState
from notifications.models import Mail
from projects.enums import INVITATION_STEPS, PROJECT_STEPS, InvitationState, ProjectState
from projects.models import Invitation, Project
from reports.enums import EXPORT_STEPS, ExportState
from reports.models import Export
from tensions.enums import TENSION_STEPS, TensionState
from tensions.models import Tension
from understanding.enums import PULSE_STEPS, ROUND_STEPS, PulseState, RoundState
from understanding.models import ExpectationRound, PulseRound


@dataclass(frozen=True)
class Machine:
    """One table of states, the states in which nothing follows, and the model that has them."""

    model: type[Model]
    states: type[TextChoices]
    steps: Mapping[Any, frozenset[Any]]
    ends: frozenset[TextChoices]


MACHINES = [
    Machine(Project, ProjectState, PROJECT_STEPS, frozenset({ProjectState.ARCHIVED})),
    Machine(Invitation, InvitationState, INVITATION_STEPS, frozenset(InvitationState) - {InvitationState.UNANSWERED}),
    Machine(Milestone, MilestoneState, MILESTONE_STEPS, frozenset()),
    Machine(ExpectationRound, RoundState, ROUND_STEPS, frozenset({RoundState.REVEALED})),
    Machine(Tension, TensionState, TENSION_STEPS, frozenset()),
    Machine(Contribution, ContributionState, CONTRIBUTION_STEPS, frozenset()),
    Machine(PulseRound, PulseState, PULSE_STEPS, frozenset({PulseState.CLOSED})),
    Machine(Dialogue, DialogueState, DIALOGUE_STEPS, frozenset({DialogueState.CLOSED})),
    Machine(Export, ExportState, EXPORT_STEPS, frozenset()),
    Machine(Mail, MailState, STEPS, frozenset({MailState.SENT, MailState.NOT_NEEDED, MailState.UNKNOWN})),
]


def reachable(machine: Machine) -> set[TextChoices]:
    """The states that a new row can come to."""
    found: set[TextChoices] = set()
    first = machine.model._meta.get_field("state")
    assert isinstance(first, Field)
    ahead = {machine.states(first.get_default())}
    while ahead:
        found |= ahead
        ahead = {target for state in ahead for target in machine.steps[state]} - found
    return found


def ends(machine: Machine) -> set[TextChoices]:
    """The states after which nothing follows."""
    return {state for state, targets in machine.steps.items() if not targets}


def strange_steps(machine: Machine) -> list[tuple[Any, Any]]:
    """Steps to the same state, or to one of another kind."""
    steps = [(state, target) for state, targets in machine.steps.items() for target in targets]
    return [(state, target) for state, target in steps if target == state or type(target) is not machine.states]


def test_every_state_has_its_steps() -> None:
    assert [machine.model for machine in MACHINES if set(machine.steps) != set(machine.states)] == []


def test_a_step_leads_to_another_state_of_the_same_kind() -> None:
    assert {machine.model: strange_steps(machine) for machine in MACHINES if strange_steps(machine)} == {}


def test_it_ends_where_it_is_meant_to_end() -> None:
    assert {machine.model: ends(machine) for machine in MACHINES if ends(machine) != machine.ends} == {}


def test_a_new_row_can_come_to_every_state() -> None:
    missed = {machine.model: set(machine.states) ^ reachable(machine) for machine in MACHINES}
    assert {model: states for model, states in missed.items() if states} == {}


def test_every_model_with_states_is_here() -> None:
    from django.apps import apps

    with_state = {model for model in apps.get_models() if any(field.name == "state" for field in model._meta.fields)}
    assert with_state == {machine.model for machine in MACHINES}
