"""Invitations: by their link, for whom they wait, and as their project's list."""

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
    """Does anybody sign in with the address that was invited?"""
    return User.objects.filter(email=invitation.email).exists()


def waiting_for(person: User, now: datetime) -> QuerySet[Invitation]:
    """Invitations that this person can answer. An administrator, who is a member of no project, can answer none."""
    if person.is_administrator:
        return Invitation.objects.none()
    address = User.objects.filter(pk=person.pk).values("email")
    rows = Invitation.objects.filter(
        email__in=address, state=InvitationState.WAITING, lapses_at__gt=now, project__state__in=OPEN_PROJECT
    )
    return rows.select_related("project").order_by("lapses_at", "pk")


# What `?show=` may ask for, and its label.
SHOWS: dict[str, str | Promise] = {
    "all": _("All"),
    "waiting": _("Waiting"),
    "lapsed": _("Link has run out"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "revoked": _("Taken back"),
}
TAGS = {"waiting": "waiting", "lapsed": "late", "accepted": "done", "declined": "neutral", "revoked": "neutral"}


def invitations(project: Project, person: User, *, show: str, now: datetime) -> InvitationQuerySet:
    """The invitations of a project that `show` (a key of `SHOWS`) asks for, newest first."""
    rows = Invitation.objects.visible_to(person).filter(project=project).order_by("-created_at", "-pk")
    if show == "waiting":
        return rows.filter(state=InvitationState.WAITING, lapses_at__gt=now)
    if show == "lapsed":
        return rows.filter(state=InvitationState.WAITING, lapses_at__lte=now)
    return rows if show == "all" else rows.filter(state=show)


def count_waiting(project: Project, person: User) -> int:
    """How many invitations have no answer yet."""
    return Invitation.objects.visible_to(person).filter(project=project, state=InvitationState.WAITING).count()


@dataclass(frozen=True)
class InvitationRow:
    """An invitation in the list: where it stands, and what can be done with it."""

    invitation: Invitation
    standing: str
    can_send_again: bool

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return TAGS[self.standing]

    @property
    def label(self) -> str | Promise:
        """Where it stands, in words."""
        return SHOWS["lapsed"] if self.has_lapsed else InvitationState(self.standing).label

    @property
    def has_lapsed(self) -> bool:
        """Has its link run out before anybody answered?"""
        return self.standing == "lapsed"

    @property
    def is_waiting(self) -> bool:
        """Can it be taken back?"""
        return self.invitation.state == InvitationState.WAITING


def invitation_rows(page: Iterable[Invitation], now: datetime) -> list[InvitationRow]:
    """Rows of the list; no read of their own."""
    return [
        InvitationRow(row, "lapsed" if policies.has_lapsed(row, now) else row.state, policies.can_send_again(row))
        for row in page
    ]


@counted_by_project
def count_waiting_by_project(now: datetime) -> QuerySet[Invitation]:
    """Not answered, with a link that still works, as `?show=waiting` lists them."""
    return Invitation.objects.filter(state=InvitationState.WAITING, lapses_at__gt=now)
