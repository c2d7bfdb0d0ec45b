"""Invitations: by their link, those that wait for somebody, and as their project's list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from projects.enums import OPEN_PROJECT, InvitationState
from projects.models import Invitation, InvitationQuerySet, Project
from projects.policies import invitations as policies
from projects.queries.projects import counted_by_project

SIGNER = Signer(salt="projects.invitation", sep=".")
SIGNED_KEY = r"[0-9a-f]{32}\.[A-Za-z0-9_-]{43}"  # the row's key and its signature, which nobody can guess


def token_of(invitation: Invitation) -> str:
    """What stands in the mailed link."""
    return SIGNER.sign(invitation.pk.hex)


def link_of(invitation: Invitation) -> str:
    """The path of the mailed link."""
    return reverse("projects:invitation", args=[token_of(invitation)])


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link is for; None where the link is not ours."""
    try:
        key = uuid.UUID(hex=SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("project", "submitted_by").filter(pk=key).first()


def has_account(invitation: Invitation) -> bool:
    """Has somebody an account with the address that was invited?"""
    return User.objects.filter(email=invitation.email).exists()


def waiting_for(person: User, now: datetime) -> QuerySet[Invitation]:
    """Invitations that this person can answer. An administrator, who is a member of no project, can answer none."""
    if person.is_administrator:
        return Invitation.objects.none()
    address = User.objects.filter(pk=person.pk).values("email")
    rows = Invitation.objects.filter(policies.where_waiting(now), email__in=address, project__state__in=OPEN_PROJECT)
    return rows.select_related("project").order_by("link_ends_at", "pk")


# What `?show=` may ask for, and its label.
SHOWS: dict[str, str | Promise] = {
    "all": _("All"),
    "waiting": _("Waiting"),
    "run_out": _("Link has run out"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "revoked": _("Taken back"),
}
TAGS = {"waiting": "waiting", "run_out": "late", "accepted": "done", "declined": "neutral", "revoked": "neutral"}


def invitations(project: Project, person: User, *, show: str, now: datetime) -> InvitationQuerySet:
    """The invitations of a project that `show` (a key of `SHOWS`) asks for, newest first."""
    rows = Invitation.objects.visible_to(person).filter(project=project).order_by("-created_at", "-pk")
    if show == "waiting":
        return rows.filter(policies.where_waiting(now))
    if show == "run_out":
        return rows.filter(state=InvitationState.UNANSWERED, link_ends_at__lte=now)
    return rows if show == "all" else rows.filter(state=show)


def count_waiting(project: Project, person: User, now: datetime) -> int:
    """How many invitations nobody has answered, with a link that still works."""
    return Invitation.objects.visible_to(person).filter(policies.where_waiting(now), project=project).count()


@dataclass(frozen=True)
class InvitationRow:
    """An invitation in the list: where it stands (a key of `TAGS`), and what can be done with it."""

    invitation: Invitation
    standing: str
    can_send_again: bool

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return TAGS[self.standing]

    @property
    def standing_label(self) -> str | Promise:
        """Where it stands, in words."""
        return SHOWS["run_out"] if self.has_run_out else InvitationState(self.standing).label

    @property
    def has_run_out(self) -> bool:
        """Has its link run out before anybody answered?"""
        return self.standing == "run_out"

    @property
    def is_unanswered(self) -> bool:
        """Has nobody answered, so that it can be taken back?"""
        return self.invitation.state == InvitationState.UNANSWERED


def invitation_rows(page: Iterable[Invitation], now: datetime) -> list[InvitationRow]:
    """Rows of the list; no read of their own."""
    return [
        InvitationRow(row, "run_out" if policies.has_run_out(row, now) else row.state, policies.can_send_again(row))
        for row in page
    ]


@counted_by_project
def count_waiting_by_project(now: datetime) -> QuerySet[Invitation]:
    """Those that wait, as `?show=waiting` lists them."""
    return Invitation.objects.filter(policies.where_waiting(now))
