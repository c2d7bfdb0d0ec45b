from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from projects.actions.invitations import accept_invitation, decline_invitation, revoke_invitation
from projects.actions.members import Naming, choose_naming, end_member
from projects.enums import InvitationState, ProjectState, Role
from projects.models import Invitation, Membership, Project
from projects.queries.invitations import token_of
from tests import factories
from tests.factories import in_days, signed_in
from tests.participants.consenting import form
from tests.projects.inviting import NINA, claiming, invited, link, without_address
from tests.projects.making import membership, terms


def test_the_page_says_what_about_by_whom_and_as_what(project: Project, amara: User) -> None:
    Project.objects.update(lay_summary="How breathing gets easier.")
    choose_naming(membership(project, amara), naming=Naming("pseudonym", "Kestrel"), by=amara)
    page = Client().get(link(invited(project, amara))).content.decode()
    assert [
        word
        for word in ("Breathing Together", "breathing gets easier", "Kestrel", "Carer", "Partner")
        if word not in page
    ] == []
    assert "Amara" not in page


def test_reading_the_page_changes_nothing(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    for _scanner in range(3):
        assert Client().get(link(invitation)).status_code == 200
    invitation.refresh_from_db()
    assert (invitation.state, User.objects.filter(email=NINA).exists()) == (InvitationState.UNANSWERED, False)


def test_accepting_signs_in_and_leads_to_the_project(project: Project, amara: User) -> None:
    browser = Client()
    answer = browser.post(link(invited(project, amara), "accept/"))
    assert (answer.status_code, answer["Location"]) == (303, f"/projects/{project.pk}/")
    assert browser.get(f"/projects/{project.pk}/").status_code == 200


def test_accepting_leads_home_where_a_consent_form_waits(project: Project, amara: User) -> None:
    form(project, amara)
    browser = Client()
    assert browser.post(link(invited(project, amara), "accept/"))["Location"] == "/"
    assert "Read the consent form and answer it" in browser.get("/").content.decode()


def test_accepting_needs_a_token_of_the_page(project: Project, amara: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(link(invited(project, amara), "accept/")).status_code == 403


def test_what_is_typed_into_the_form_changes_no_terms(project: Project, amara: User) -> None:
    Client().post(link(invited(project, amara), "accept/"), {"role": "coordinator", "email": "x@example.org"})
    made = Membership.objects.get(project=project, person__email=NINA)
    assert made.role == "partner"


def test_accepting_twice_leads_to_the_project(project: Project, amara: User) -> None:
    browser, invitation = Client(), invited(project, amara)
    for _press in range(2):
        assert browser.post(link(invitation, "accept/"))["Location"] == f"/projects/{project.pk}/"
    assert browser.get(link(invitation))["Location"] == f"/projects/{project.pk}/"


def test_an_address_with_an_account_signs_in_and_comes_back(project: Project, amara: User, zoe: User) -> None:
    invitation = invited(project, amara, zoe.address)
    page = Client().get(link(invitation)).content.decode()
    assert f"/account/login/?next={link(invitation)}" in page
    assert "Accept and take part" not in page
    answer = Client().post(link(invitation, "accept/"))
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={link(invitation)}")
    assert signed_in(zoe).post(link(invitation, "accept/")).status_code == 303


def test_somebody_else_is_told_so_and_can_sign_out(project: Project, amara: User, dee: User) -> None:
    invitation, browser = invited(project, amara), signed_in(dee)
    for answer in (browser.get(link(invitation)), browser.post(link(invitation, "accept/"))):
        page = answer.content.decode()
        assert "for another e-mail address" in page
        assert f'value="{link(invitation)}"' in page
        assert NINA not in page
    assert not User.objects.filter(email=NINA).exists()
    away = browser.post("/account/logout/", {"next": link(invitation)})
    assert away["Location"] == link(invitation)


def lapse(invitation: Invitation, by: User) -> None:
    Invitation.objects.update(link_ends_at=timezone.now() - timedelta(minutes=1))


def close(invitation: Invitation, by: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)


ENDS = [
    (lapse, "has run out"),
    (close, "This project is closed."),
    (lambda invitation, by: revoke_invitation(invitation, by=by), "has been taken back"),
    (lambda invitation, by: accept_invitation(invitation, by=None), "has been accepted already"),
    (lambda invitation, by: decline_invitation(invitation, by=None), "has been declined"),
]


@pytest.mark.parametrize(("end", "sentence"), ENDS)
@pytest.mark.parametrize("act", ["", "accept/"])
def test_a_link_that_is_over_says_why(project: Project, amara: User, end: object, sentence: str, act: str) -> None:
    invitation = invited(project, amara)
    end(invitation, amara)  # type: ignore[operator]
    browser = Client()
    answer = browser.post(link(invitation, act)) if act else browser.get(link(invitation))
    assert answer.status_code == 410
    assert sentence in answer.content.decode()


def test_a_forged_link_is_not_found(project: Project, amara: User) -> None:
    token = token_of(invited(project, amara))
    other = token_of(Invitation())
    forged = [
        token[:32] + other[32:],
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        "0" * 32 + token[32:],
        other,
        "x",
    ]
    assert {Client().get(f"/projects/invitations/{key}/").status_code for key in forged} == {404}
    assert {Client().post(f"/projects/invitations/{key}/accept/").status_code for key in forged} == {404}


def test_declining_needs_no_account_and_lets_nobody_in(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    answer = Client().post(link(invitation, "decline/"))
    assert (answer.status_code, "You have declined" in answer.content.decode()) == (200, True)
    assert not User.objects.filter(email=NINA).exists()


def test_whoever_was_ended_after_accepting_is_not_led_to_a_page_they_cannot_see(
    project: Project, amara: User, zoe: User
) -> None:
    invitation = invited(project, amara, zoe.address)
    end_member(accept_invitation(invitation, by=zoe), by=amara)
    assert signed_in(zoe).get(link(invitation)).status_code == 410


def test_a_claim_signs_in_as_the_person_who_was_added(project: Project, amara: User) -> None:
    place, browser = without_address(project, amara), Client()
    browser.post(link(claiming(place, amara), "accept/"))
    assert "Ada Post" in browser.get(f"/projects/{project.pk}/people/").content.decode()


def test_an_observer_is_not_told_that_they_write(project: Project, amara: User) -> None:
    page = Client().get(link(invited(project, amara, on=terms(Role.OBSERVER)))).content.decode()
    assert "You write what you think" not in page


def test_an_invitation_by_an_administrator_names_them_by_their_own_rule(project: Project, priya: User) -> None:
    User.objects.filter(pk=priya.pk).update(name_rule="standpoint")
    priya.refresh_from_db()
    page = Client().get(link(invited(project, priya))).content.decode()
    assert "Priya" not in page


def test_an_account_that_is_closed_is_not_signed_in(project: Project, amara: User) -> None:
    factories.person("Nina Kay", email=NINA, is_active=False)
    answer = Client().post(link(invited(project, amara), "accept/"))
    assert answer["Location"].startswith("/account/login/")


def test_whoever_accepts_ahead_of_time_is_told_when_it_begins(project: Project, amara: User) -> None:
    browser, invitation = Client(), invited(project, amara, on=terms(starts_on=in_days(9)))
    assert browser.post(link(invitation, "accept/"))["Location"] == "/"
    assert "You see the project from" in browser.get("/").content.decode()
    assert browser.get(link(invitation))["Location"] == "/"


def test_a_part_that_is_over_before_it_was_accepted_is_not_begun(project: Project, amara: User) -> None:
    invitation = invited(project, amara, on=terms(starts_on=in_days(-9), expires_on=in_days(1)))
    Invitation.objects.update(membership_expires_on=in_days(0))
    answer = Client().get(link(invitation))
    assert (answer.status_code, "is over" in answer.content.decode()) == (410, True)
