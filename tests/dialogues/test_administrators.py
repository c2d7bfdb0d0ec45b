"""An administrator who has a row of a membership by whatever road reads and does nothing by it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from dialogues.actions.dialogues import set_seats
from dialogues.models import Dialogue, Reflection, Seat
from dialogues.policies.dialogues import facilitates
from dialogues.queries.dialogues import members_taking_part
from notifications.queries import needs_of
from projects.access import enter
from projects.enums import Role
from projects.models import Membership, Project
from projects.policies.leading import leads
from tests import factories
from tests.dialogues.planning import opened, planned, revealed, seat, sent, url
from tests.dialogues.searching import ask
from tests.factories import signed_in

SAID = "We were not asked before Friday."
# Everything of a dialogue, and the places beside it where its words or what people wrote stand.
DIALOGUE_PAGES = ["dialogue_detail", "dialogue_words", "seat_manage", "outcome_list", "dialogue_reveal", "close_report"]
PROJECT_PAGES = [
    "dialogues:dialogue_list",
    "tensions:tension_list",
    "understanding:expectation_list",
    "understanding:pulse_list",
    "projects:membership_own",
]


@pytest.fixture
def lead(project: Project, priya: User, amara: User, dee: User) -> User:
    """Priya with the row of a coordinator, as no road of the application makes it."""
    factories.member(project, priya, "coordinator", "manager")
    return priya


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User) -> Dialogue:
    """Revealed, with words of Dee for the whole project."""
    talk = opened(project, amara, amara, dee)
    sent(talk, dee, SAID, audience="project")
    return revealed(talk, amara)


@pytest.mark.parametrize("name", DIALOGUE_PAGES)
def test_no_page_of_a_dialogue_opens(dialogue: Dialogue, lead: User, name: str) -> None:
    assert signed_in(lead).get(url(name, dialogue)).status_code == 403


@pytest.mark.parametrize("name", PROJECT_PAGES)
def test_no_page_with_what_people_wrote_opens(project: Project, lead: User, name: str) -> None:
    assert signed_in(lead).get(reverse(name, args=[project.pk])).status_code == 403


def test_the_project_is_entered_as_administrator(project: Project, lead: User) -> None:
    here = enter(lead, project.pk)
    assert (here.role, here.membership) == (Role.ADMINISTRATOR, None)


def test_the_list_of_projects_names_no_role(project: Project, lead: User) -> None:
    assert "Your role: Coordinator" not in signed_in(lead).get(reverse("projects:project_list")).content.decode()


def test_nothing_is_found(project: Project, dialogue: Dialogue, lead: User) -> None:
    assert ask(lead, project, "Friday").status_code == 403


def test_no_rule_over_rows_lets_the_words_through(dialogue: Dialogue, lead: User) -> None:
    assert not Reflection.objects.visible_to(lead).exists()
    assert not Dialogue.objects.visible_to(lead).exists()


def test_it_leads_nothing(project: Project, dialogue: Dialogue, lead: User) -> None:
    assert not leads(project, lead)
    assert not facilitates(dialogue, lead)


def test_it_waits_for_nothing_on_the_first_page(project: Project, amara: User, dee: User, lead: User) -> None:
    talk = planned(project, amara)
    seat(talk, amara, amara, dee)
    Seat.objects.create(dialogue=talk, person=lead, standpoint="manager", facilitates=True)
    assert needs_of(lead, timezone.now()) == []


def test_no_seat_is_given(project: Project, amara: User, dee: User, lead: User) -> None:
    talk = planned(project, amara)
    member = Membership.objects.get(project=project, person=lead)
    assert lead not in {row.person for row in members_taking_part(project)}
    answer = signed_in(amara).post(url("seat_manage", talk), {"seated": [member.pk], "facilitating": [member.pk]})
    assert answer.status_code == 422
    set_seats(talk, chosen={member.pk: True}, by=amara)
    assert not Seat.objects.filter(person=lead).exists()
