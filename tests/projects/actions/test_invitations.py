from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from audit.queries import of_project
from core.editing import TooMany
from core.errors import Refused
from notifications.models import Mail
from projects.actions.invitations import (
    Invitee,
    accept_invitation,
    decline_invitation,
    invite_person,
    revoke_invitation,
    send_invitation_again,
)
from projects.actions.members import end_member
from projects.enums import InvitationState, ProjectState, Role
from projects.models import Invitation, Membership, Project
from projects.policies.invitations import MAILS_AN_HOUR, NotForYouError, SignInFirstError, mail_key_prefix
from tests import factories
from tests.factories import in_days
from tests.projects.inviting import NINA, invited
from tests.projects.making import membership, terms


def test_an_invitation_is_one_mail_and_no_account(project: Project, amara: User) -> None:
    invited(project, amara, " Nina@Example.ORG ")
    assert Mail.objects.get().to == NINA
    assert not User.objects.filter(email=NINA).exists()


def test_a_form_sent_twice_invites_once(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    first, second = (
        invite_person(project, invitee=Invitee(NINA, "Nina"), terms=terms(), token=token, by=amara)
        for _press in range(2)
    )
    assert (first, Mail.objects.count()) == (second, 1)


def test_an_address_is_invited_once_at_a_time(project: Project, amara: User) -> None:
    invited(project, amara)
    with pytest.raises(Refused, match="waiting already"):
        invited(project, amara, "NINA@example.org")


def test_a_member_is_not_invited_again(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="already in the project"):
        invited(project, amara, dee.address)


def test_nobody_is_invited_to_a_closed_project(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="This project is closed"):
        invited(project, amara)


def test_somebody_whose_membership_ended_is_back_on_the_new_terms(project: Project, amara: User, dee: User) -> None:
    end_member(membership(project, dee), by=amara)
    back = accept_invitation(invited(project, amara, dee.address, terms(Role.RESEARCHER)), by=dee)
    assert (back.pk, back.role, back.expires_on) == (membership(project, dee).pk, "researcher", None)


def test_accepting_makes_an_account_and_a_membership_on_the_terms_agreed(project: Project, amara: User) -> None:
    made = accept_invitation(invited(project, amara, on=terms(Role.OBSERVER, expires_on=in_days(90))), by=None)
    assert (made.person.email, made.person.full_name, made.person.has_usable_password()) == (NINA, "Nina Kay", False)
    assert (made.role, made.expires_on, made.added_by) == ("observer", in_days(90), amara)


def test_accepting_twice_gives_the_same_membership(project: Project, amara: User, zoe: User) -> None:
    invitation = invited(project, amara, zoe.address)
    assert accept_invitation(invitation, by=zoe) == accept_invitation(invitation, by=zoe)
    assert of_project(project.pk).filter(type="projects.invitation_accepted").count() == 1


def test_a_link_that_was_used_makes_no_second_account(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    accept_invitation(invitation, by=None)
    with pytest.raises(Refused, match="accepted already"):
        accept_invitation(invitation, by=None)


def test_whoever_has_an_account_signs_in_first(project: Project, amara: User, zoe: User) -> None:
    with pytest.raises(SignInFirstError):
        accept_invitation(invited(project, amara, zoe.address), by=None)
    assert not Membership.objects.filter(project=project, person=zoe).exists()


@pytest.mark.parametrize("answer", [accept_invitation, decline_invitation])
def test_nobody_answers_for_somebody_else(project: Project, amara: User, dee: User, answer: object) -> None:
    with pytest.raises(NotForYouError):
        answer(invited(project, amara), by=dee)  # type: ignore[operator]


def test_an_invitation_that_was_taken_back_cannot_be_accepted(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    revoke_invitation(invitation, by=amara)
    with pytest.raises(Refused, match="taken back"):
        accept_invitation(invitation, by=None)
    assert not User.objects.filter(email=NINA).exists()


def test_an_invitation_that_was_accepted_cannot_be_taken_back(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    accept_invitation(invitation, by=None)
    with pytest.raises(Refused, match="cannot be taken back"):
        revoke_invitation(invitation, by=amara)


def test_taking_back_twice_is_recorded_once(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    for _press in range(2):
        revoke_invitation(invitation, by=amara)
    assert of_project(project.pk).filter(type="projects.invitation_revoked").count() == 1


def test_after_declining_nobody_is_in_and_a_new_one_can_be_sent(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    for _press in range(2):
        decline_invitation(invitation, by=None)
    with pytest.raises(Refused, match="declined"):
        accept_invitation(invitation, by=None)
    assert invited(project, amara).state == InvitationState.UNANSWERED


def test_a_lapsed_invitation_works_again_once_it_is_sent_again(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    Invitation.objects.update(link_ends_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="run out"):
        accept_invitation(invitation, by=None)
    send_invitation_again(invitation, by=amara)
    assert accept_invitation(invitation, by=None).project == project


def test_it_is_sent_five_times_at_most(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    for _time in range(4):
        Invitation.objects.update(link_ends_at=timezone.now() + timedelta(days=13))
        send_invitation_again(invitation, by=amara)
    Invitation.objects.update(link_ends_at=timezone.now() + timedelta(days=13))
    with pytest.raises(Refused, match="sent 5 times"):
        send_invitation_again(invitation, by=amara)
    assert Mail.objects.count() == 5


def test_a_second_press_of_send_again_sends_nothing(project: Project, amara: User) -> None:
    send_invitation_again(invited(project, amara), by=amara)
    assert Mail.objects.count() == 1


def test_nobody_joins_a_project_that_has_closed(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="closed"):
        accept_invitation(invitation, by=None)


def test_a_coordinator_cannot_send_mails_without_end(project: Project, amara: User) -> None:
    key = mail_key_prefix(amara, from_list=False)
    Mail.objects.bulk_create(
        Mail(kind="x", key=f"{key}{number}", to=NINA, due_at=timezone.now()) for number in range(MAILS_AN_HOUR)
    )
    with pytest.raises(TooMany):
        invited(project, amara)
    assert not Invitation.objects.exists()
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert invited(project, amara).times_sent == 1


def test_the_trail_holds_no_name_and_no_address(project: Project, amara: User) -> None:
    accept_invitation(invited(project, amara), by=None)
    told = [str(event.data) for event in of_project(project.pk)]
    assert not [text for text in told if "nina" in text.lower()]


def test_an_account_made_meanwhile_signs_in_first(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    factories.person("Nina Kay", email=NINA)
    with pytest.raises(SignInFirstError):
        accept_invitation(invitation, by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", ["accept", "revoke"])
def test_of_two_answers_at_the_same_moment_one_counts(project: Project, amara: User, zoe: User, second: str) -> None:
    """Accepted twice makes one membership; accepted while it is taken back is one or the other, never both."""
    invitation = invited(project, amara, zoe.address)
    start = threading.Barrier(2)
    done: list[str] = []

    def run(act: str) -> None:
        start.wait()
        try:
            accept_invitation(invitation, by=zoe) if act == "accept" else revoke_invitation(invitation, by=amara)
            done.append(act)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in ("accept", second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    invitation.refresh_from_db()
    is_in = Membership.objects.filter(project=project, person=zoe).exists()
    assert is_in == (invitation.state == InvitationState.ACCEPTED)
    assert len(done) == (2 if second == "accept" else 1)
