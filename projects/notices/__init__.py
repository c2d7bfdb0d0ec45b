"""What of a project needs somebody, and the mails that say somebody was added or is invited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import say_day, site_day
from notifications.models import Mail
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from projects import policies
from projects.enums import OPEN_PROJECT, MilestoneState, Role
from projects.models import Invitation, Membership, Milestone, current, not_ended
from projects.queries.invitations import link_of, waiting_for
from projects.queries.milestones import SOON


def _write_added(mail: Mail) -> Letter | None:
    """Not needed any more where the membership has ended or the project is closed."""
    rows = Membership.objects.select_related("project").filter(pk=mail.data["membership"])
    membership = rows.filter(not_ended()).first()
    if membership is None or not membership.project.is_open:
        return None
    words = {
        "project": membership.project.title,
        "role": str(membership.get_role_display()).lower(),
        "standpoint": str(membership.get_standpoint_display()).lower(),
        "day": say_day(membership.starts_on),
    }
    return Letter(
        subject=_("You have been added to a project"),
        text=_(
            "You have been added to the project %(project)s.\n\n"
            "You take part as %(role)s, and you speak as %(standpoint)s. Your part starts on %(day)s.\n\n"
            "Sign in with this e-mail address. No password is needed: a code is sent to you by e-mail.\n"
        )
        % words,
        link=reverse("projects:project_detail", args=[membership.project_id]),
    )


ADDED = declare_mail(
    MailKind(
        name="projects.member_added",
        why=str(_("This mail came because a coordinator added you to a project.")),
        write=_write_added,
    )
)


@declare_needs
def milestones_i_own(person: User, now: datetime) -> Iterator[Need]:
    """Milestones of mine that are late or due soon, in projects that are open and that I am in today."""
    zone = ZoneInfo(person.time_zone)
    today = site_day(now)
    mine = (
        Milestone.objects.filter(current("owner__"), owner__person=person, project__state__in=OPEN_PROJECT)
        .exclude(state=MilestoneState.DONE)
        .filter(due_on__lte=today + timedelta(days=SOON))
        .order_by("due_on", "id")
    )
    for title, role, due_on, project, *keys in mine.values_list(
        "title", "owner__role", "due_on", "project__title", "project_id", "pk"
    ):
        yield Need(
            title=title,
            reason=_reason(role),
            url=reverse("projects:milestone_detail", args=keys),
            project=project,
            due_at=datetime.combine(due_on, time(23, 59), zone),
            late=due_on < today,
            whole_day=True,
        )


def _reason(role: str) -> str:
    if role == Role.COORDINATOR:
        return _("You own this milestone.")
    return _("You own this milestone. Tell a coordinator when it is done.")


def _write_invited(mail: Mail) -> Letter | None:
    """Not needed any more once it is answered, taken back, lapsed or sent again, or the project is closed."""
    rows = Invitation.objects.select_related("project").filter(pk=mail.data["invitation"], sent=mail.data["sent"])
    invitation = rows.first()
    if invitation is None or policies.why_no_answer(invitation, timezone.now()):
        return None
    words = {
        "project": invitation.project.title,
        "role": str(invitation.get_role_display()).lower(),
        "standpoint": str(invitation.get_standpoint_display()).lower(),
        "day": say_day(timezone.localtime(invitation.lapses_at)),
    }
    return Letter(
        subject=_("You are invited to take part in a project"),
        text=_(
            "You are invited to take part in the project %(project)s.\n\n"
            "You would take part as %(role)s, and speak as %(standpoint)s.\n\n"
            "The page behind the link says what the project is about, who invites you and what taking part means. "
            "There you can accept or decline. The link works until %(day)s.\n\n"
            "You need no password. Keep the link to yourself: whoever has it can answer for you.\n"
        )
        % words,
        link=link_of(invitation),
    )


INVITED = declare_mail(
    MailKind(
        name="projects.invited",
        why=str(_("This mail came because somebody in a project entered this e-mail address to invite you.")),
        write=_write_invited,
    )
)


@declare_needs
def invitations_to_me(person: User, now: datetime) -> Iterator[Need]:
    """Invitations to my address that I have not answered."""
    for invitation in waiting_for(person, now):
        yield Need(
            title=_("Answer an invitation"),
            reason=_("You are invited to take part in this project. You can accept or decline."),
            url=link_of(invitation),
            project=invitation.project.title,
            due_at=invitation.lapses_at,
        )
