"""What the state of a project allows. `check_x` raises `Refused` with the sentence to show; `can_x` answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from accounts.queries import addresses_of_administrators
from core.dates import site_day, site_today
from core.editing import Stale as Stale
from core.editing import TooMany as TooMany
from core.errors import Refused
from notifications.models import Mail
from projects.enums import MILESTONE_STEPS, PROJECT_STEPS, InvitationState, MilestoneState, ProjectState, Role
from projects.models import Invitation, Membership, Milestone, Project, not_ended

AN_HOUR = timedelta(hours=1)
MAILS_AN_HOUR = 500  # invitations of one person; one list an hour may be longer
MAX_SENT = 5  # mails of one invitation
LAPSES_AFTER = timedelta(days=14)
ANSWERED = {
    InvitationState.ACCEPTED: _lazy("This invitation has been accepted already. Sign in to reach the project."),
    InvitationState.DECLINED: _lazy("This invitation has been declined. Do you want to take part? Ask for a new one."),
    InvitationState.REVOKED: _lazy("This invitation has been taken back. Whoever invited you can tell you why."),
}
IN_NO_PROJECT = _lazy("An administrator looks after the whole site and cannot be a member of a project.")


class NotForYouError(Refused):
    """Somebody is signed in, and it is not who was invited."""


class SignInFirstError(Refused):
    """The address that was invited has an account: whoever holds the link shows that it is theirs."""


def leads(project: Project, person: User) -> bool:
    """Is this person a coordinator of the project today?"""
    mine = Membership.objects.current().filter(project=project, person=person, role=Role.COORDINATOR)
    return mine.exists()


def check_open(project: Project) -> None:
    """A closed or archived project takes no input."""
    if not project.is_open:
        raise Refused(_("This project is %(state)s. Nothing can be added or changed.") % {"state": _state(project)})


def _state(project: Project) -> str:
    return str(ProjectState(project.state).label).lower()


def next_project_states(project: Project) -> list[ProjectState]:
    """The states that may follow, in the order of a project's life."""
    return [state for state in ProjectState if state in PROJECT_STEPS[ProjectState(project.state)]]


def check_project_step(project: Project, to: ProjectState) -> None:
    """Only the steps of the table."""
    if to not in PROJECT_STEPS[ProjectState(project.state)]:
        words = {"before": _state(project), "after": str(to.label).lower()}
        raise Refused(_("A project that is %(before)s cannot become %(after)s.") % words)


def check_dates(project: Project) -> None:
    """A project ends after it starts."""
    if project.ends_on < project.starts_on:
        raise Refused(_("The project ends before it starts. Change one of the dates."))


def _others_keep(membership: Membership) -> bool:
    """Has the project another coordinator who has started, whose membership has no end, and who can sign in?"""
    leads = Membership.objects.current().filter(project=membership.project_id, role=Role.COORDINATOR, expires_on=None)
    able = leads.filter(person__is_active=True, person__email__isnull=False)
    return able.exclude(pk=membership.pk).exists()


def is_keeper(membership: Membership) -> bool:
    """Is this a coordinator who has started and whose membership has no end?"""
    lasts = membership.expires_on is None and membership.ended_at is None
    return membership.role == Role.COORDINATOR and lasts and membership.starts_on <= site_today()


def check_keeps_a_coordinator(membership: Membership) -> None:
    """Asked of a membership as it would become: the project must keep a coordinator without an end date."""
    if not is_keeper(membership) and not _others_keep(membership):
        raise Refused(
            _("A project needs a coordinator whose membership has no end date. Make somebody else coordinator first.")
        )


def check_membership_dates(membership: Membership) -> None:
    """A membership ends after it starts."""
    if membership.expires_on is not None and membership.expires_on < membership.starts_on:
        raise Refused(_("The membership ends before it starts. Change one of the dates."))


def check_can_lead(membership: Membership) -> None:
    """A coordinator signs in. Needs `person` fetched."""
    if membership.role == Role.COORDINATOR and not membership.person.address:
        raise Refused(_("A coordinator signs in, so this person needs an e-mail address first."))


def check_may_belong(person: User) -> None:
    """An administrator is a member of no project, by no road. Every act that makes or changes a member asks this."""
    if person.is_administrator:
        raise Refused(str(IN_NO_PROJECT))
    check_address_may_belong(person.address)


def check_address_may_belong(email: str) -> None:
    """The same of whoever has this address, be it a second one."""
    if email in addresses_of_administrators():
        raise Refused(str(IN_NO_PROJECT))


def check_goes_on(membership: Membership) -> None:
    """Nobody is brought back by a new date: they are asked, and say yes. Needs `person` fetched."""
    if not membership.has_ended:
        return
    if membership.person.address:
        raise Refused(
            _("This membership has ended. Invite this person again: they are in the project once they accept.")
        )
    raise Refused(_("This membership has ended. To bring this person back, add them to the project again."))


def check_invitable(project: Project, email: str) -> None:
    """Nobody is invited who is in the project, has an invitation waiting, or is an administrator."""
    check_address_may_belong(email)
    members = Membership.objects.filter(not_ended(), project=project, person__email=email)
    if members.exists():
        raise Refused(_("Somebody with this address is already in the project. Look in the list of people."))
    if Invitation.objects.filter(project=project, email=email, state=InvitationState.WAITING).exists():
        raise Refused(
            _("An invitation to this address is waiting already. You can send it again from the list of invitations.")
        )


def can_claim(person: User) -> bool:
    """Somebody who was added without an address and has none yet. An erased or merged account is nobody any more."""
    return person.email is None and person.is_active and person.erased_at is None


def check_claimable(membership: Membership) -> None:
    """Only a place that goes on and has no address, and one invitation to it at a time. Needs `person` fetched."""
    check_goes_on(membership)
    if not can_claim(membership.person):
        raise Refused(_("This person has an e-mail address already."))
    waiting = Invitation.objects.filter(person=membership.person_id, state=InvitationState.WAITING)
    if waiting.exists():
        raise Refused(_("An invitation for this person is waiting already. Take it back before you send another."))


def has_lapsed(invitation: Invitation, now: datetime) -> bool:
    """Has the link of a waiting invitation run out?"""
    return invitation.state == InvitationState.WAITING and invitation.lapses_at <= now


def why_no_answer(invitation: Invitation, now: datetime) -> str:
    """The sentence that says why nobody can answer; empty while somebody can. Needs `project` fetched."""
    if invitation.state != InvitationState.WAITING:
        return str(ANSWERED[InvitationState(invitation.state)])
    if not invitation.project.is_open:
        return _("This project is closed. Nobody can join it now.")
    if invitation.expires_on is not None and invitation.expires_on <= site_day(now):
        return _("The time for which you were invited is over. Do you want to take part? Ask for a new one.")
    if has_lapsed(invitation, now):
        return _("The link of this invitation has run out. Ask whoever invited you to send it again.")
    return str(IN_NO_PROJECT) if invitation.email in addresses_of_administrators() else ""


def check_answer(invitation: Invitation, person: User | None, now: datetime) -> None:
    """May this person, or whoever holds the link and is not signed in, answer now?"""
    if person is not None:
        check_may_belong(person)
    if person is not None and person.address != invitation.email:
        raise NotForYouError(_("This invitation is for another e-mail address."))
    if why := why_no_answer(invitation, now):
        raise Refused(why)


def can_send_again(invitation: Invitation) -> bool:
    """Waiting, and not yet sent as often as we write to somebody who does not answer."""
    return invitation.state == InvitationState.WAITING and invitation.sent < MAX_SENT


def check_send_again(invitation: Invitation) -> None:
    """Raises `Refused` where `can_send_again` says no."""
    if invitation.state != InvitationState.WAITING:
        state = str(invitation.get_state_display()).lower()
        raise Refused(_("This invitation is not waiting any more. It is: %(state)s.") % {"state": state})
    if not can_send_again(invitation):
        raise Refused(_("This invitation has been sent 5 times. Speak to the person before you write again."))


def check_revoke(invitation: Invitation) -> None:
    """What has been answered cannot be taken back."""
    if invitation.state in (InvitationState.ACCEPTED, InvitationState.DECLINED):
        state = str(invitation.get_state_display()).lower()
        raise Refused(_("This invitation cannot be taken back. It is: %(state)s.") % {"state": state})


def post_key(by: User, *, from_list: bool) -> str:
    """How the keys of somebody's mails of invitation begin: the outbox is what limits are counted in."""
    return f"projects.invited{'.list' if from_list else ''}:{by.pk}:"


def _posted(by: User, now: datetime, *, from_list: bool) -> int:
    mails = Mail.objects.filter(key__startswith=post_key(by, from_list=from_list), created_at__gt=now - AN_HOUR)
    return mails.count()


def check_mails(by: User, number: int, now: datetime, *, from_list: bool) -> None:
    """At most `MAILS_AN_HOUR` invitations of one person in an hour; one list in an hour does not count."""
    singly, listed = _posted(by, now, from_list=False), _posted(by, now, from_list=True)
    allowed = listed == 0 or singly + listed + number <= MAILS_AN_HOUR if from_list else singly < MAILS_AN_HOUR
    if not allowed:
        raise TooMany(_("You have sent many invitations in the last hour. Wait an hour, then send more."))


def can_step(milestone: Milestone, to: MilestoneState) -> bool:
    """Does the table let this milestone go there?"""
    return to in MILESTONE_STEPS[MilestoneState(milestone.state)]


def check_milestone_step(milestone: Milestone, to: MilestoneState) -> None:
    """Only the steps of the table."""
    if not can_step(milestone, to):
        state = str(MilestoneState(milestone.state).label).lower()
        raise Refused(_("This milestone is %(state)s. That step is not open to it.") % {"state": state})


def check_milestone_editable(milestone: Milestone) -> None:
    """A completed milestone stands as it was completed."""
    if milestone.state == MilestoneState.DONE:
        raise Refused(_("This milestone is completed. Reopen it to change it."))


def check_fresh(milestone: Milestone, version: int) -> None:
    """What somebody read is still what is stored."""
    if milestone.version != version:
        raise Stale(
            _("Somebody else changed this milestone while you were writing. Nothing of yours has been saved yet.")
        )


def check_seen(seen: str, stored: str) -> None:
    """What somebody read, by its mark, is still what is stored. Without a mark nothing is asked."""
    if seen and seen != stored:
        raise Stale(_("Somebody else changed this while you were writing. Nothing of yours has been saved yet."))


def check_note(milestone: Milestone, due_on: date, note: str) -> None:
    """A date moves only with a reason."""
    if due_on != milestone.due_on and not note:
        raise Refused(_("Say why the date changes."))


def check_leaves(membership: Membership) -> None:
    """The last coordinator hands over first. An archived project needs none; nor does whoever has left lead one."""
    if not is_keeper(membership) or membership.project.state == ProjectState.ARCHIVED:
        return
    if not _others_keep(membership):
        raise Refused(
            _(
                "The project “%(project)s” has no other coordinator. Make somebody else coordinator in the list of "
                "people first, or ask an administrator to do it."
            )
            % {"project": membership.project.title}
        )
