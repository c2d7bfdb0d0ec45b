"""An administrator is a member of no project, by no road."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.errors import Refused
from notifications.models import Mail
from notifications.queries import needs_of
from notifications.registry import MAIL
from overview.actions import CopyDetails, copy_project
from projects.actions.claims import claim_place
from projects.actions.invitation_lists import confirm_list
from projects.actions.invitations import accept_invitation, send_invitation_again
from projects.actions.members import end_member
from projects.models import Invitation, Membership, Project
from projects.queries.invitation_lists import list_rows
from tests import factories
from tests.factories import in_days, signed_in
from tests.projects.inviting import claiming, invited, link, listed, without_address
from tests.projects.making import membership

SENTENCE = "An administrator looks after the whole site and cannot be a member of a project."
SECOND = "priya2@example.org"


@pytest.fixture
def second(priya: User) -> str:
    """Another address under which Priya signs in."""
    EmailAddress.objects.create(user=priya, email="Priya2@Example.org")
    return SECOND


def promote(person: User) -> User:
    """As no road of the application does."""
    User.objects.filter(pk=person.pk).update(is_administrator=True)
    person.refresh_from_db()
    return person


def somebody(email: str, **changes: Any) -> dict[str, Any]:
    start = {
        "full_name": "Priya as typed",
        "email": email,
        "role": "coordinator",
        "standpoint": "manager",
        "starts_on": in_days(0).isoformat(),
        "expires_on": "",
        "form_token": str(uuid.uuid4()),
    }
    return start | changes


def at(project: Project, path: str = "invite/") -> str:
    return f"/projects/{project.pk}/people/{path}"


def refused(answer: Any, status: int) -> str:
    """The page of a refusal."""
    page: str = answer.content.decode()
    assert (answer.status_code, SENTENCE in page) == (status, True)
    return page


def is_in(project: Project, person: User) -> bool:
    return Membership.objects.filter(project=project, person=person).exists()


def test_an_administrator_who_invites_herself_is_refused_and_keeps_what_she_typed(
    project: Project, priya: User
) -> None:
    page = refused(signed_in(priya).post(at(project), somebody(priya.address.upper())), 422)
    assert "Priya as typed" in page
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("by", ["amara", "priya"])
def test_nobody_invites_an_administrator(
    project: Project, amara: User, priya: User, by: str, request: pytest.FixtureRequest
) -> None:
    other = factories.person("Second Admin", is_administrator=True)
    refused(signed_in(request.getfixturevalue(by)).post(at(project), somebody(other.address)), 422)
    assert not Invitation.objects.exists()


def test_a_second_address_of_an_administrator_is_not_invited(project: Project, priya: User, second: str) -> None:
    refused(signed_in(priya).post(at(project), somebody(second)), 422)


def test_an_administrator_invites_others(project: Project, priya: User) -> None:
    assert signed_in(priya).post(at(project), somebody("nina@example.org")).status_code == 303


def test_a_place_without_an_address_is_not_offered_to_an_administrator(
    project: Project, amara: User, priya: User
) -> None:
    place = without_address(project, amara)
    data = {"email": priya.address, "form_token": str(uuid.uuid4())}
    refused(signed_in(priya).post(at(project, f"{place.pk}/address/"), data), 422)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("act", ["", "accept/"])
def test_an_old_invitation_is_not_open_to_somebody_who_became_an_administrator(
    project: Project, amara: User, zoe: User, act: str
) -> None:
    invitation = invited(project, amara, zoe.address)
    browser = signed_in(promote(zoe))
    refused(browser.post(link(invitation, act)) if act else browser.get(link(invitation)), 410)
    assert not is_in(project, zoe)


def test_an_administrator_is_not_sent_to_sign_out_and_accept_as_somebody_else(
    project: Project, amara: User, priya: User
) -> None:
    page = refused(signed_in(priya).post(link(invited(project, amara), "accept/")), 410)
    assert "Sign out and come back" not in page


def test_nobody_who_is_signed_out_accepts_for_a_second_address_of_an_administrator(
    project: Project, amara: User, priya: User
) -> None:
    invitation = invited(project, amara, SECOND)
    EmailAddress.objects.create(user=priya, email=SECOND)
    refused(Client().post(link(invitation, "accept/")), 410)
    assert not User.objects.filter(email=SECOND).exists()


def test_an_administrator_who_is_in_by_an_old_row_does_not_accept_again(
    project: Project, amara: User, zoe: User
) -> None:
    invitation = invited(project, amara, zoe.address)
    accept_invitation(invitation, by=zoe)
    refused(signed_in(promote(zoe)).post(link(invitation, "accept/")), 410)


def test_an_administrator_takes_over_no_place(project: Project, amara: User, zoe: User) -> None:
    place = without_address(project, amara)
    invitation = claiming(place, amara, zoe.address)
    refused(signed_in(promote(zoe)).post(link(invitation, "accept/")), 410)
    with pytest.raises(Refused, match=SENTENCE):
        claim_place(invitation, by=zoe)
    place.refresh_from_db()
    assert place.person != zoe


def test_an_old_invitation_to_an_administrator_is_not_sent(project: Project, amara: User, zoe: User) -> None:
    invitation = invited(project, amara, zoe.address)
    promote(zoe)
    mail = Mail.objects.get()
    assert MAIL[mail.kind].write(mail) is None
    Invitation.objects.update(link_ends_at=timezone.now())
    with pytest.raises(Refused, match=SENTENCE):
        send_invitation_again(invitation, by=amara)


def test_an_old_invitation_is_nothing_to_do_on_the_first_page(project: Project, amara: User, zoe: User) -> None:
    invited(project, amara, zoe.address)
    assert needs_of(zoe, timezone.now())
    assert needs_of(promote(zoe), timezone.now()) == []


def test_a_list_from_a_file_leaves_administrators_out_and_says_so(
    project: Project, amara: User, priya: User, second: str
) -> None:
    people = listed(project, amara, f"P,{priya.address},manager", f"P,{second},manager", "N,nina@example.org,carer")
    assert [row.standing for row in list_rows(people)] == ["administrator", "administrator", "invite"]
    page = signed_in(amara).get(at(project, f"invite/list/{people.pk}/")).content.decode()
    assert "An administrator: cannot be a member of a project" in page
    assert "are administrators" in page
    assert confirm_list(people, by=amara) == 1
    assert list(Invitation.objects.values_list("email", flat=True)) == ["nina@example.org"]


def first(email: str, **changes: Any) -> dict[str, Any]:
    lead = {"email": email, "full_name": "First as typed", "standpoint": "manager", "title": "Walking Together"}
    days = {"approach": "framework", "starts_on": in_days(0).isoformat(), "ends_on": in_days(400).isoformat()}
    return lead | days | {"form_token": str(uuid.uuid4())} | changes


def test_a_new_project_is_not_handed_to_an_administrator(priya: User, second: str) -> None:
    for email in (priya.address, second):
        page = refused(signed_in(priya).post("/projects/add/", first(email)), 422)
        assert "First as typed" in page
    assert not Project.objects.exists()
    assert not User.objects.filter(email=second).exists()


def test_a_copy_is_not_handed_to_an_administrator(project: Project, priya: User) -> None:
    data = first(priya.address, confirmed="yes")
    page = refused(signed_in(priya).post(f"/projects/{project.pk}/copy/", data), 422)
    assert "First as typed" in page
    assert not Project.objects.filter(copied_from=project).exists()


def test_an_administrator_with_an_old_row_keeps_no_copy(project: Project, amara: User) -> None:
    promote(amara)
    details = CopyDetails(title="Again", starts_on=in_days(0))
    with pytest.raises(Refused, match=SENTENCE):
        copy_project(project, details=details, token=uuid.uuid4(), by=amara)
    assert (
        "Full name of the first coordinator" in signed_in(amara).get(f"/projects/{project.pk}/copy/").content.decode()
    )


def test_an_old_row_of_an_administrator_is_not_changed(project: Project, amara: User, oli: User, priya: User) -> None:
    place = membership(project, promote(oli))
    for by in (amara, priya, oli):
        refused(signed_in(by).post(at(project, f"{place.pk}/edit/"), somebody("")), 422)
    place.refresh_from_db()
    assert place.role == "observer"


def test_an_old_row_of_an_administrator_can_be_ended(project: Project, amara: User, oli: User) -> None:
    place = end_member(membership(project, promote(oli)), by=amara)
    assert place.ended_at is not None


def test_an_administrator_gives_a_member_another_role(project: Project, oli: User, priya: User) -> None:
    place = membership(project, oli)
    assert signed_in(priya).post(at(project, f"{place.pk}/edit/"), somebody("")).status_code == 303
    place.refresh_from_db()
    assert place.role == "coordinator"


def test_a_coordinator_who_became_an_administrator_keeps_no_project(project: Project, amara: User, ben: User) -> None:
    Membership.objects.filter(person=ben).update(role="coordinator")
    promote(ben)
    with pytest.raises(Refused, match="no other coordinator"):
        end_member(membership(project, amara), by=amara)


def test_no_member_is_made_an_administrator_by_the_command_that_makes_one(project: Project, dee: User) -> None:
    with pytest.raises(CommandError, match="already taken"):
        call_command("createsuperuser", email=dee.address, full_name="Dee", interactive=False)
    dee.refresh_from_db()
    assert (dee.is_administrator, User.objects.filter(is_administrator=True).exists()) == (False, False)
