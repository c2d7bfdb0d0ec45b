"""The mail to somebody who was added to a project."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from core.dates import say_day
from notifications.models import Mail
from notifications.registry import Letter, MailKind, declare_mail
from projects.models import Membership, where_not_ended


def _write_added(mail: Mail) -> Letter | None:
    """Not needed any more where the membership has ended or the project is closed."""
    rows = Membership.objects.select_related("project").filter(pk=mail.data["membership"])
    membership = rows.filter(where_not_ended()).first()
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
        link=reverse("overview:project_detail", args=[membership.project_id]),
    )


ADDED = declare_mail(
    MailKind(
        name="projects.member_added",
        why=str(_("This mail came because a coordinator added you to a project.")),
        write=_write_added,
    )
)
