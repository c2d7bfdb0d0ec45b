from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import User
from audit.queries import of_project
from core.errors import Refused
from notifications.models import Mail
from participants.enums import Scope
from projects.actions.invitations import accept_invitation
from projects.actions.members import add_member, change_member, end_member, leave_project
from projects.enums import ProjectState, Role, Standpoint
from projects.models import Membership, Project
from tests import factories
from tests.factories import in_days
from tests.participants.leaving import leave
from tests.projects.inviting import claiming, invited, without_address
from tests.projects.making import membership, terms


def add(project: Project, by: User, email: str = "new@example.org") -> Membership:
    return add_member(project, email=email, full_name="New Person", terms=terms(), by=by)


def test_a_new_address_becomes_a_person_without_a_password(project: Project, amara: User) -> None:
    assert not add(project, amara).person.has_usable_password()


def test_a_known_address_in_any_case_is_the_person_already_there(project: Project, amara: User, zoe: User) -> None:
    assert add(project, amara, email=" ZOE.Quist@Example.org ").person == zoe


def test_somebody_who_is_added_is_told_once(project: Project, amara: User) -> None:
    person = add(project, amara).person
    add(project, amara)
    assert Mail.objects.filter(person=person, kind="projects.member_added", project_id=project.pk).count() == 1


def test_adding_somebody_mails_nobody_else(project: Project, amara: User, ben: User, dee: User) -> None:
    person = add(project, amara).person
    assert set(Mail.objects.values_list("to", flat=True)) == {person.email}


def test_the_same_person_on_other_terms_is_refused(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="already in the project"):
        add_member(project, email=dee.address, full_name="Dee", terms=terms(Role.OBSERVER), by=amara)


def test_nobody_is_added_to_a_closed_project(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="This project is closed"):
        add(project, amara)


def test_a_refused_addition_makes_no_account(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused):
        add(project, amara, email="nobody@example.org")
    assert not User.objects.filter(email="nobody@example.org").exists()


def test_a_change_of_role_is_recorded_with_the_names_of_the_fields(project: Project, amara: User, dee: User) -> None:
    change_member(membership(project, dee), terms=terms(Role.OBSERVER, starts_on=project.starts_on), by=amara)
    event = of_project(project.pk)[0]
    assert (event.type, event.data) == ("projects.member_changed", {"fields": "role"})


def test_the_last_coordinator_cannot_leave(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="no other coordinator"):
        end_member(membership(project, amara), by=amara)


def test_the_last_coordinator_cannot_become_something_else(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="needs a coordinator"):
        change_member(membership(project, amara), terms=terms(Role.RESEARCHER, Standpoint.ACADEMIC), by=amara)


def test_the_last_coordinator_cannot_get_an_end_date(project: Project, amara: User) -> None:
    late = terms(Role.COORDINATOR, Standpoint.ACADEMIC, expires_on=in_days(300))
    with pytest.raises(Refused, match="needs a coordinator"):
        change_member(membership(project, amara), terms=late, by=amara)


def test_a_coordinator_may_leave_when_another_stays(project: Project, amara: User) -> None:
    factories.in_project(project, "Second Lead", "coordinator", "patient")
    end_member(membership(project, amara), by=amara)
    assert not Membership.objects.current().filter(person=amara).exists()


def test_a_coordinator_whose_account_is_off_does_not_count(project: Project, amara: User) -> None:
    second = factories.in_project(project, "Second Lead", "coordinator", "patient")
    User.objects.filter(pk=second.pk).update(is_active=False)
    with pytest.raises(Refused, match="no other coordinator"):
        end_member(membership(project, amara), by=amara)


def test_a_membership_that_has_ended_ends_once(project: Project, amara: User, dee: User) -> None:
    end_member(membership(project, dee), by=amara)
    end_member(membership(project, dee), by=amara)
    assert of_project(project.pk).filter(type="projects.member_ended").count() == 1


def test_it_ends_at_that_moment_and_keeps_its_planned_day(project: Project, amara: User, dee: User) -> None:
    planned = in_days(30)
    Membership.objects.filter(person=dee).update(expires_on=planned)
    before = timezone.now()
    row = end_member(membership(project, dee), by=amara)
    assert row.ended_at is not None
    assert before <= row.ended_at <= timezone.now()
    assert (row.expires_on, Membership.objects.current().filter(person=dee).exists()) == (planned, False)


ENDS: dict[str, Callable[[Project, User, User], object]] = {
    "taken out": lambda project, dee, amara: end_member(membership(project, dee), by=amara),
    "left": lambda project, dee, amara: leave_project(membership(project, dee), by=dee),
    "withdrew": lambda project, dee, amara: leave(project, dee, Scope.TAKING_PART),
    "withdrew with the words": lambda project, dee, amara: leave(project, dee, Scope.WORDS),
    "planned": lambda project, dee, amara: Membership.objects.filter(person=dee).update(expires_on=in_days(0)),
}


@pytest.mark.parametrize("expires_on", [None, in_days(90)], ids=["no end", "a new end"])
@pytest.mark.parametrize("how", ENDS)
def test_a_new_date_brings_nobody_back(
    project: Project, amara: User, dee: User, how: str, expires_on: date | None
) -> None:
    ENDS[how](project, dee, amara)
    again = terms(starts_on=project.starts_on, expires_on=expires_on)
    with pytest.raises(Refused, match="Invite this person again"):
        change_member(membership(project, dee), terms=again, by=amara)
    assert not Membership.objects.current().filter(person=dee).exists()


@pytest.mark.parametrize("how", ENDS)
def test_whoever_is_invited_again_and_accepts_is_back(project: Project, amara: User, dee: User, how: str) -> None:
    ENDS[how](project, dee, amara)
    back = accept_invitation(invited(project, amara, dee.address, terms()), by=dee)
    assert (back.ended_at, back.no_contact_since) == (None, None)
    assert Membership.objects.current().filter(person=dee).exists()


def test_adding_somebody_who_has_ended_brings_them_back_by_no_form(project: Project, amara: User) -> None:
    end_member(add(project, amara), by=amara)
    with pytest.raises(Refused, match="Invite this person again"):
        add(project, amara)


def test_a_place_without_an_address_that_has_ended_is_made_anew(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    end_member(place, by=amara)
    for act in (lambda: change_member(place, terms=terms(), by=amara), lambda: claiming(place, amara)):
        with pytest.raises(Refused, match="add them to the project again"):
            act()


def test_whoever_has_ended_does_not_keep_a_project(project: Project, amara: User) -> None:
    second = factories.in_project(project, "Second Lead", "coordinator", "patient")
    end_member(membership(project, second), by=amara)
    with pytest.raises(Refused, match="no other coordinator"):
        end_member(membership(project, amara), by=amara)


def test_a_membership_does_not_end_before_it_starts(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="ends before it starts"):
        change_member(membership(project, dee), terms=terms(expires_on=in_days(-1)), by=amara)
