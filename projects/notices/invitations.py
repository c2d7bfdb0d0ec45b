"""The mail with an invitation, and the need to answer it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import say_day
from notifications.models import Mail
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from projects.models import Invitation
from projects.policies import invitations as policies
from projects.queries.invitations import link_of, waiting_for


def _write_invited(mail: Mail) -> Letter | None:
    """Not needed any more once it is answered, taken back, has run out or is sent again, or the project is closed."""
    rows = Invitation.objects.select_related("project").filter(pk=mail.data["invitation"], times_sent=mail.data["sent"])
    invitation = rows.first()
    if invitation is None or policies.why_no_answer(invitation, timezone.now()):
        return None
    words = {
        "project": invitation.project.title,
        "role": str(invitation.get_role_display()).lower(),
        "standpoint": str(invitation.get_standpoint_display()).lower(),
        "day": say_day(timezone.localtime(invitation.link_ends_at)),
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


@declare_needs(waiting_for, _("Invitations"))
def invitation_to_me(invitation: Invitation, person: User, now: datetime) -> Need:
    """An invitation to my address that I have not answered."""
    return Need(
        title=_("Answer an invitation"),
        reason=_("You are invited to take part in this project. You can accept or decline."),
        url=link_of(invitation),
        project=invitation.project.title,
        due_at=invitation.link_ends_at,
    )
