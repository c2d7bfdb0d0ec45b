"""Whether somebody can be invited, answer, and be written to again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from accounts.queries import addresses_of_administrators
from core.dates import site_day
from core.editing import TooMany
from core.errors import Refused
from notifications.models import Mail
from projects.enums import InvitationState
from projects.models import Invitation, Membership, Project, where_not_ended
from projects.policies.members import (
    ADMINISTRATOR_IS_NO_MEMBER,
    check_address_may_belong,
    check_goes_on,
    check_may_belong,
)

AN_HOUR = timedelta(hours=1)
MAILS_AN_HOUR = 500  # invitations that one person sends; one list an hour may be longer
MAX_TIMES_SENT = 5  # mails of one invitation
LINK_WORKS_FOR = timedelta(days=14)

# Why nobody can answer an invitation that has its answer.
ANSWERED = {
    InvitationState.ACCEPTED: _lazy("This invitation has been accepted already. Sign in to reach the project."),
    InvitationState.DECLINED: _lazy("This invitation has been declined. Do you want to take part? Ask for a new one."),
    InvitationState.REVOKED: _lazy("This invitation has been taken back. Whoever invited you can tell you why."),
}


class NotForYouError(Refused):
    """Somebody is signed in, and it is not who was invited."""


class SignInFirstError(Refused):
    """The address that was invited has an account: whoever holds the link signs in to it before they accept."""


def check_invitable(project: Project, email: str) -> None:
    """Nobody is invited who is in the project, has an unanswered invitation, or is an administrator. Raises Refused."""
    check_address_may_belong(email)
    members = Membership.objects.filter(where_not_ended(), project=project, person__email=email)
    if members.exists():
        raise Refused(_("Somebody with this address is already in the project. Look in the list of people."))
    if Invitation.objects.filter(project=project, email=email, state=InvitationState.UNANSWERED).exists():
        raise Refused(
            _("An invitation to this address is waiting already. You can send it again from the list of invitations.")
        )


def can_claim(person: User) -> bool:
    """Is this somebody who was added without an address and has none yet? An erased or merged account is nobody."""
    return person.email is None and person.is_active and person.erased_at is None


def check_claimable(membership: Membership) -> None:
    """A place is claimed while it goes on, has no address and no unanswered invitation. Needs `person` fetched."""
    check_goes_on(membership)
    if not can_claim(membership.person):
        raise Refused(_("This person has an e-mail address already."))
    unanswered = Invitation.objects.filter(person=membership.person_id, state=InvitationState.UNANSWERED)
    if unanswered.exists():
        raise Refused(_("An invitation for this person is waiting already. Take it back before you send another."))


def check_place_open(person: User, membership: Membership | None) -> None:
    """A place is taken over while it goes on and nobody has taken it. `membership` is that of `person` there."""
    if not can_claim(person) or membership is None:
        raise Refused(_("The place you were invited to is not open any more. Ask whoever invited you."))


def check_no_membership(person: User, projects: Collection[UUID]) -> None:
    """Whoever takes over the places in these projects was never a member there themselves."""
    if Membership.objects.filter(person=person, project__in=projects).exists():
        raise Refused(
            _("You have your own place in this project already, so you cannot take over another. Tell a coordinator.")
        )


def check_new_address(email: str) -> None:
    """Raises SignInFirstError where somebody has an account with this address: they sign in to accept."""
    if User.objects.filter(email=email).exists():
        raise SignInFirstError(_("Sign in with the address that was invited, then accept."))


def where_waiting(now: datetime) -> Q:
    """Invitations that nobody has answered, with a link that still works."""
    return Q(state=InvitationState.UNANSWERED, link_ends_at__gt=now)


def has_run_out(invitation: Invitation, now: datetime) -> bool:
    """Has the link run out before anybody answered? The opposite of `where_waiting` among the unanswered."""
    return invitation.state == InvitationState.UNANSWERED and invitation.link_ends_at <= now


def why_no_answer(invitation: Invitation, now: datetime) -> str:
    """The sentence that says why nobody can answer; empty while somebody can. Needs `project` fetched."""
    if invitation.state != InvitationState.UNANSWERED:
        return str(ANSWERED[InvitationState(invitation.state)])
    if not invitation.project.is_open:
        return _("This project is closed. Nobody can join it now.")
    if invitation.membership_expires_on is not None and invitation.membership_expires_on <= site_day(now):
        return _("The time for which you were invited is over. Do you want to take part? Ask for a new one.")
    if has_run_out(invitation, now):
        return _("The link of this invitation has run out. Ask whoever invited you to send it again.")
    return str(ADMINISTRATOR_IS_NO_MEMBER) if invitation.email in addresses_of_administrators() else ""


def check_answer(invitation: Invitation, person: User | None, now: datetime) -> None:
    """May this person, or whoever holds the link and is not signed in, answer now?"""
    if person is not None:
        check_may_belong(person)
    if person is not None and person.address != invitation.email:
        raise NotForYouError(_("This invitation is for another e-mail address."))
    if why := why_no_answer(invitation, now):
        raise Refused(why)


def can_send_again(invitation: Invitation) -> bool:
    """Unanswered, and not yet sent as often as we write to somebody who does not answer."""
    return invitation.state == InvitationState.UNANSWERED and invitation.times_sent < MAX_TIMES_SENT


def check_send_again(invitation: Invitation) -> None:
    """Raises `Refused` where `can_send_again` says no."""
    if invitation.state != InvitationState.UNANSWERED:
        state = str(invitation.get_state_display()).lower()
        raise Refused(_("This invitation is not waiting any more. It is: %(state)s.") % {"state": state})
    if not can_send_again(invitation):
        raise Refused(_("This invitation has been sent 5 times. Speak to the person before you write again."))


def check_revoke(invitation: Invitation) -> None:
    """What has been answered cannot be taken back; taking back twice is no fault. Raises Refused."""
    if invitation.state in (InvitationState.ACCEPTED, InvitationState.DECLINED):
        state = str(invitation.get_state_display()).lower()
        raise Refused(_("This invitation cannot be taken back. It is: %(state)s.") % {"state": state})


def mail_key_prefix(by: User, *, from_list: bool) -> str:
    """How the keys of somebody's mails of invitation begin: the outbox is what limits are counted in."""
    return f"projects.invited{'.list' if from_list else ''}:{by.pk}:"


def _count_mails(by: User, now: datetime, *, from_list: bool) -> int:
    """How many invitations they sent in the last hour, singly or from lists."""
    prefix = mail_key_prefix(by, from_list=from_list)
    return Mail.objects.filter(key__startswith=prefix, created_at__gt=now - AN_HOUR).count()


def check_mails(by: User, number: int, now: datetime, *, from_list: bool) -> None:
    """May they send so many more? At most `MAILS_AN_HOUR`, and beside them one list of any length. Raises TooMany."""
    sent_singly, sent_from_lists = _count_mails(by, now, from_list=False), _count_mails(by, now, from_list=True)
    if from_list:
        is_too_many = sent_from_lists > 0 and sent_singly + sent_from_lists + number > MAILS_AN_HOUR
    else:
        is_too_many = sent_singly >= MAILS_AN_HOUR
    if is_too_many:
        raise TooMany(_("You have sent many invitations in the last hour. Wait an hour, then send more."))
