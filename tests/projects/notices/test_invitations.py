from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from notifications.models import Mail
from notifications.queries import needs_of
from notifications.registry import MAIL, Letter
from projects.actions.invitations import decline_invitation, revoke_invitation, send_invitation_again
from projects.enums import ProjectState
from projects.models import Invitation, Project
from tests.factories import signed_in
from tests.projects.inviting import invited, link


def letter(mail: Mail) -> Letter | None:
    return MAIL["projects.invited"].write(mail)


def test_the_mail_holds_the_link_and_nobodys_name(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    written = letter(Mail.objects.get())
    assert written is not None
    assert written.link == link(invitation)
    assert project.title not in written.subject
    assert [name for name in ("Amara", "Okafor", "Nina", "Kay") if name in written.text + written.subject] == []


def lapse(invitation: Invitation, by: User) -> None:
    Invitation.objects.update(link_ends_at=timezone.now())


def close(invitation: Invitation, by: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)


ENDS = [
    lapse,
    close,
    lambda invitation, by: revoke_invitation(invitation, by=by),
    lambda invitation, by: decline_invitation(invitation, by=None),
]


@pytest.mark.parametrize("end", ENDS)
def test_the_mail_is_not_sent_once_nobody_can_answer(project: Project, amara: User, end: object) -> None:
    end(invited(project, amara), amara)  # type: ignore[operator]
    assert letter(Mail.objects.get()) is None


def test_of_two_mails_in_the_queue_the_later_one_goes(project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    Invitation.objects.update(link_ends_at=timezone.now() + timedelta(days=13))
    send_invitation_again(invitation, by=amara)
    written = [letter(mail) for mail in Mail.objects.order_by("created_at")]
    assert (written[0], written[1] is not None) == (None, True)


def test_an_invitation_needs_who_is_signed_in_with_that_address(project: Project, amara: User, zoe: User) -> None:
    invitation = invited(project, amara, zoe.address)
    assert [need.url for need in needs_of(zoe, timezone.now())] == [link(invitation)]
    assert "Answer an invitation" in signed_in(zoe).get("/").content.decode()
    decline_invitation(invitation, by=zoe)
    assert needs_of(zoe, timezone.now()) == []


def test_nobody_without_an_address_is_matched_to_an_invitation(project: Project, amara: User) -> None:
    invited(project, amara)
    assert needs_of(User.objects.create(email=None, full_name="Ada"), timezone.now()) == []
