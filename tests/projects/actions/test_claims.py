from __future__ import annotations

import uuid

import pytest

from accounts.models import User
from core.errors import Refused
from dialogues.actions.dialogues import move_seats
from dialogues.models import Seat
from notifications.models import Mail
from projects.actions.invitations import accept_invitation, revoke_invitation
from projects.actions.members import Naming, add_without_address, change_member, end_member
from projects.enums import Role, Standpoint
from projects.models import Membership, Project
from projects.policies.invitations import SignInFirstError
from tests import factories
from tests.permissions.world import dialogue
from tests.projects.inviting import NINA, claiming, invited, without_address
from tests.projects.making import membership, milestone, terms


def test_somebody_without_an_address_is_a_member_and_gets_no_mail(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    assert (place.person.email, place.added_by, place.person.has_usable_password()) == (None, amara, False)
    assert not Mail.objects.exists()


def test_a_form_sent_twice_adds_one_person(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    places = {
        add_without_address(
            project, full_name="Ada Post", terms=terms(), naming=Naming("full", ""), token=token, by=amara
        )
        for _press in range(2)
    }
    assert len(places) == 1


def test_a_coordinator_needs_an_address(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    with pytest.raises(Refused, match="needs an e-mail address"):
        change_member(place, terms=terms(Role.COORDINATOR), by=amara)


def test_the_address_becomes_that_of_the_person_who_had_none(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    assert accept_invitation(claiming(place, amara), by=None) == place
    assert User.objects.get(email=NINA).full_name == "Ada Post"


def test_a_claim_makes_no_second_membership_and_keeps_the_name_chosen(project: Project, amara: User) -> None:
    place = without_address(project, amara, name_rule="pseudonym", pseudonym="Wren")
    assert accept_invitation(claiming(place, amara), by=None).named() == "Wren"
    assert Membership.objects.filter(project=project).count() == 2


def test_everything_moves_to_an_account_that_is_there_already(project: Project, amara: User, zoe: User) -> None:
    place = without_address(project, amara)
    owned = milestone(project, amara, owner=place)
    talk = dialogue(project, amara, opened=False)
    old = place.person
    assert accept_invitation(claiming(place, amara, zoe.address), by=zoe).person == zoe
    owned.refresh_from_db()
    old.refresh_from_db()
    assert owned.owner.person == zoe
    assert Seat.objects.filter(dialogue=talk, person=zoe).exists()
    assert (old.is_active, old.full_name, old.named()) == (False, "", "Name not shown")


def test_an_account_signs_in_before_it_takes_a_place_over(project: Project, amara: User, zoe: User) -> None:
    invitation = claiming(without_address(project, amara), amara, zoe.address)
    with pytest.raises(SignInFirstError):
        accept_invitation(invitation, by=None)


def test_a_member_cannot_take_over_another_place(project: Project, amara: User, dee: User) -> None:
    end_member(membership(project, dee), by=amara)
    invitation = claiming(without_address(project, amara), amara, dee.address)
    with pytest.raises(Refused, match="your own place"):
        accept_invitation(invitation, by=dee)


def test_an_address_of_the_project_is_not_given_to_somebody_else(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="already in the project"):
        claiming(without_address(project, amara), amara, dee.address)


def test_a_place_is_offered_to_one_address_at_a_time(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    first = claiming(place, amara)
    with pytest.raises(Refused, match="waiting already"):
        claiming(place, amara, "other@example.org")
    revoke_invitation(first, by=amara)
    assert claiming(place, amara, "other@example.org").person == place.person


def test_a_place_with_an_address_is_not_offered(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="has an e-mail address already"):
        claiming(membership(project, dee), amara)


def test_a_place_that_has_ended_cannot_be_taken_over(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    invitation = claiming(place, amara)
    end_member(place, by=amara)
    with pytest.raises(Refused, match="not open any more"):
        accept_invitation(invitation, by=None)
    assert not User.objects.filter(email=NINA).exists()


def test_seats_of_one_dialogue_are_not_thrown_together(project: Project, amara: User, dee: User) -> None:
    place = without_address(project, amara)
    dialogue(project, amara, opened=False)
    with pytest.raises(Refused, match="your own seat"):
        move_seats(old=place.person, new=dee)


def test_an_invitation_of_one_project_takes_nothing_over_in_another(project: Project, amara: User) -> None:
    place = without_address(project, amara)
    accept_invitation(invited(project, amara, on=terms(Role.PARTNER, Standpoint.CARER)), by=None)
    place.person.refresh_from_db()
    assert place.person.email is None


def test_somebody_without_an_address_does_not_keep_a_project(project: Project, amara: User) -> None:
    place = factories.member(
        project, User.objects.create(email=None, full_name="Ada", password="!"), "coordinator", "patient"
    )
    assert place.expires_on is None
    with pytest.raises(Refused, match="no other coordinator"):
        end_member(membership(project, amara), by=amara)
