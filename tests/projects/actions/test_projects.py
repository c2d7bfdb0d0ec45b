from __future__ import annotations

import uuid
from typing import Any

import pytest

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from core.marks import mark_of
from projects.actions.projects import (
    Approvals,
    FirstCoordinator,
    ProjectDetails,
    change_state,
    create_project,
    edit_approvals,
    edit_project,
)
from projects.enums import PROJECT_STEPS, Approach, Approval, ProjectState, Standpoint
from projects.forms.projects import initial_of_approvals, initial_of_details
from projects.models import Membership, Project
from tests.factories import in_days


def details(**changes: Any) -> ProjectDetails:
    start: dict[str, Any] = {
        "title": "Breathing Together",
        "lay_summary": "",
        "approach": Approach.FRAMEWORK.value,
        "starts_on": in_days(0),
        "ends_on": in_days(700),
    }
    return ProjectDetails(**start | changes)


def create(by: User, token: uuid.UUID | None = None) -> Project:
    lead = FirstCoordinator("lead@example.org", "First Lead", Standpoint.PATIENT)
    return create_project(details=details(), coordinator=lead, token=token or uuid.uuid4(), by=by)


def test_a_new_project_is_forming_and_has_its_coordinator(priya: User) -> None:
    project = create(priya)
    lead = Membership.objects.get(project=project)
    assert (project.state, lead.role, lead.person.email) == ("forming", "coordinator", "lead@example.org")


def test_a_form_sent_twice_makes_one_project(priya: User) -> None:
    token = uuid.uuid4()
    assert create(priya, token) == create(priya, token)
    assert Membership.objects.count() == 1


def test_a_project_does_not_end_before_it_starts(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="ends before it starts"):
        edit_project(project, details=details(ends_on=in_days(-1)), by=amara)


def test_the_history_of_a_change_names_fields_and_no_details(project: Project, amara: User) -> None:
    edit_project(project, details=details(lay_summary="Breathe"), by=amara)
    assert of_project(project.pk)[0].data == {"fields": "lay_summary, starts_on, ends_on"}


def test_words_that_somebody_changed_meanwhile_are_not_overwritten(project: Project, amara: User) -> None:
    seen = mark_of(initial_of_details(project))
    edit_project(project, details=details(lay_summary="Ours"), seen=seen, by=amara)
    with pytest.raises(Stale, match="Somebody else changed this"):
        edit_project(project, details=details(lay_summary="Mine"), seen=seen, by=amara)
    project.refresh_from_db()
    assert project.lay_summary == "Ours"


def test_the_same_words_again_are_no_conflict(project: Project, amara: User) -> None:
    seen = mark_of(initial_of_details(project))
    for _time in range(2):
        edit_project(project, details=details(lay_summary="Ours"), seen=seen, by=amara)
    assert len(of_project(project.pk)) == 1


def test_numbers_are_stored_in_their_usual_form_and_odd_ones_as_typed(project: Project, amara: User) -> None:
    numbers = Approvals(Approval.NHS, iras_id="iras 234 567", rec_reference="still to come", isrctn="12345678")
    saved = edit_approvals(project, approvals=numbers, by=amara)
    assert (saved.iras_id, saved.rec_reference, saved.isrctn) == ("234567", "still to come", "ISRCTN12345678")


def test_the_history_of_approvals_names_fields_and_no_numbers(project: Project, amara: User) -> None:
    edit_approvals(project, approvals=Approvals(Approval.UNIVERSITY, funder_reference="NIHR 1"), by=amara)
    assert of_project(project.pk)[0].data == {"fields": "approval, funder_reference"}


def test_approvals_that_somebody_changed_meanwhile_are_not_overwritten(project: Project, amara: User) -> None:
    seen = mark_of(initial_of_approvals(project))
    edit_approvals(project, approvals=Approvals(Approval.NHS), seen=seen, by=amara)
    with pytest.raises(Stale):
        edit_approvals(project, approvals=Approvals(Approval.UNIVERSITY), seen=seen, by=amara)


def test_a_closed_project_takes_no_approvals(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="This project is closed"):
        edit_approvals(project, approvals=Approvals(Approval.NHS), by=amara)


def test_a_closed_project_is_not_changed(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="This project is closed"):
        edit_project(project, details=details(), by=amara)


@pytest.mark.parametrize("before", ProjectState)
@pytest.mark.parametrize("after", ProjectState)
def test_a_project_takes_only_the_steps_of_the_table(
    project: Project, amara: User, before: ProjectState, after: ProjectState
) -> None:
    Project.objects.update(state=before)
    if after == before or after in PROJECT_STEPS[before]:
        assert change_state(project, to=after, by=amara).state == after
    else:
        with pytest.raises(Refused, match="cannot become"):
            change_state(project, to=after, by=amara)
