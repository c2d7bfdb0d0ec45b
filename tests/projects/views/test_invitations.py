from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from notifications.models import Mail
from projects.actions.invitations import decline_invitation, revoke_invitation
from projects.enums import InvitationState, ProjectState
from projects.models import Invitation, Project
from projects.policies.invitations import MAILS_AN_HOUR, mail_key_prefix
from tests.factories import in_days, signed_in
from tests.projects.inviting import NINA, invited, without_address


def somebody(**changes: Any) -> dict[str, Any]:
    start = {
        "full_name": "Nina Kay",
        "email": NINA,
        "role": "partner",
        "standpoint": "carer",
        "starts_on": in_days(0).isoformat(),
        "expires_on": "",
        "form_token": str(uuid.uuid4()),
    }
    return start | changes


def at(project: Project, path: str = "invite/") -> str:
    return f"/projects/{project.pk}/people/{path}"


def test_a_coordinator_invites_somebody_who_is_not_in_until_they_accept(project: Project, amara: User) -> None:
    answer = signed_in(amara).post(at(project), somebody())
    assert (answer.status_code, answer["Location"]) == (303, at(project, "invitations/"))
    assert Mail.objects.get().to == NINA
    assert "Nina" not in signed_in(amara).get(at(project, "")).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": ""}, "Enter an e-mail address."),
        ({"email": "nina@"}, "name@example.org"),
        ({"email": '"nina\r\nBcc: x"@example.org'}, "name@example.org"),
        ({"email": f"{'n' * 300}@example.org"}, "at most 254"),
        ({"full_name": ""}, "Enter the full name."),
        ({"full_name": "n" * 151}, "at most 150"),
        ({"role": "administrator"}, "Choose one of the list."),
        ({"standpoint": "\x00"}, "Choose one of the list."),
        ({"starts_on": "yesterday"}, "Enter a real date"),
        ({"starts_on": "2027-13-40"}, "Enter a real date"),
        ({"expires_on": "1999-01-01"}, "ends before it starts"),
        ({"email": "Dee.Marsh@example.org"}, "already in the project"),
        ({"form_token": "x"}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(
    project: Project, amara: User, dee: User, changes: dict[str, str], sentence: str
) -> None:
    typed = somebody() | changes
    answer = signed_in(amara).post(at(project), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert typed["full_name"] in page


def test_too_many_in_an_hour_are_told_to_wait(project: Project, amara: User) -> None:
    key = mail_key_prefix(amara, from_list=False)
    Mail.objects.bulk_create(
        Mail(kind="x", key=f"{key}{number}", to=NINA, due_at=timezone.now()) for number in range(MAILS_AN_HOUR)
    )
    answer = signed_in(amara).post(at(project), somebody())
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_reads_for_any_number_of_invitations(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        invited(project, amara, f"person{number}@example.org")
    browser = signed_in(amara)
    with django_assert_num_queries(5):
        browser.get(at(project, "invitations/"))


def test_the_list_says_where_each_invitation_stands(project: Project, amara: User) -> None:
    invited(project, amara, "waiting@example.org")
    run_out = invited(project, amara, "run_out@example.org")
    Invitation.objects.filter(pk=run_out.pk).update(link_ends_at=timezone.now() - timedelta(days=1))
    decline_invitation(invited(project, amara, "declined@example.org"), by=None)
    revoke_invitation(invited(project, amara, "revoked@example.org"), by=amara)
    browser = signed_in(amara)
    everything = browser.get(at(project, "invitations/")).content.decode()
    assert everything.count("Send again") == 2
    for show in ("waiting", "run_out", "declined", "revoked"):
        page = browser.get(at(project, f"invitations/?show={show}")).content.decode()
        assert [name for name in ("waiting", "run_out", "declined", "revoked") if f"{name}@" in page] == [show]
    assert browser.get(at(project, "invitations/?show=%00")).status_code == 200


def test_the_people_page_counts_who_has_not_answered(project: Project, amara: User) -> None:
    invited(project, amara)
    assert "1 waiting" in signed_in(amara).get(at(project, "")).content.decode()


def test_a_coordinator_sends_again(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    Invitation.objects.update(link_ends_at=timezone.now() - timedelta(days=1))
    answer = signed_in(amara).post(at(project, f"invitations/{invitation.pk}/resend/"))
    invitation.refresh_from_db()
    assert (answer.status_code, invitation.times_sent, invitation.link_ends_at > timezone.now()) == (303, 2, True)


def test_asking_to_take_back_changes_nothing_and_pressing_does(project: Project, amara: User) -> None:
    invitation, browser = invited(project, amara), signed_in(amara)
    path = at(project, f"invitations/{invitation.pk}/revoke/")
    assert browser.get(path).status_code == 200
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.UNANSWERED
    assert browser.post(path).status_code == 303
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.REVOKED


def test_what_was_answered_cannot_be_sent_again_or_taken_back(project: Project, amara: User) -> None:
    invitation, browser = invited(project, amara), signed_in(amara)
    decline_invitation(invitation, by=None)
    answers = [browser.post(at(project, f"invitations/{invitation.pk}/{act}/")) for act in ("resend", "revoke")]
    assert [answer.status_code for answer in answers] == [409, 409]


def test_in_a_closed_project_the_list_stays_and_its_buttons_go(project: Project, amara: User) -> None:
    invited(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    page = signed_in(amara).get(at(project, "invitations/")).content.decode()
    assert NINA in page
    assert "Send again" not in page


def test_a_coordinator_enters_an_address_later(project: Project, amara: User) -> None:
    place, browser = without_address(project, amara), signed_in(amara)
    path = at(project, f"{place.pk}/address/")
    assert path in browser.get(at(project, "")).content.decode()
    answer = browser.post(path, {"email": " NINA@example.org", "form_token": str(uuid.uuid4())})
    assert (answer.status_code, Invitation.objects.get().person) == (303, place.person)


def test_an_address_of_somebody_here_is_refused_beside_what_was_typed(project: Project, amara: User, dee: User) -> None:
    path = at(project, f"{without_address(project, amara).pk}/address/")
    answer = signed_in(amara).post(path, {"email": dee.address, "form_token": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert dee.address in answer.content.decode()
