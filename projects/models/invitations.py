"""Invitations, and lists of people read from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.models import Submitted
from projects.enums import MEMBER_ROLES, TAKING_PART, InvitationState, Standpoint
from projects.models.projects import InProject, Project

if TYPE_CHECKING:
    from accounts.models import User


class InvitationQuerySet(InProject["Invitation"]):
    """Invitations as somebody sees them."""


class Invitation(Submitted):
    """Somebody is asked by e-mail to take part, on these terms. The membership comes when they accept.

    `starts_on` and `membership_expires_on` are days of that membership. `link_ends_at` is when the link in the mail
    runs out. `person` is set where the invitation lets somebody who was added without an address claim their place.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("E-mail address"), max_length=254)
    full_name = models.CharField(_("Full name"), max_length=150)
    role = models.CharField(_("Role"), max_length=12, choices=[(role.value, role.label) for role in MEMBER_ROLES])
    standpoint = models.CharField(_("Standpoint"), max_length=10, choices=Standpoint.choices)
    starts_on = models.DateField(_("Starts"), default=site_today)
    membership_expires_on = models.DateField(_("Ends"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=InvitationState.choices, default=InvitationState.UNANSWERED)
    link_ends_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="invitations"
    )

    objects = InvitationQuerySet.as_manager()

    class Privacy:
        identity = ("email", "full_name", "person")
        plain = (
            "project",
            "role",
            "standpoint",
            "starts_on",
            "membership_expires_on",
            "state",
            "link_ends_at",
            "times_sent",
            "answered_at",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(
                fields=["project", "email"],
                condition=Q(state=InvitationState.UNANSWERED),
                name="projects_invitation_one_waiting",
            ),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="projects_invitation_state"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="projects_invitation_email_lower"),
            models.CheckConstraint(condition=Q(role__in=MEMBER_ROLES), name="projects_invitation_role"),
        ]
        indexes = [models.Index(fields=["project", "-created_at"], name="projects_invitation_project")]

    @property
    def observes(self) -> bool:
        """Is it for an observer, who is a member and does not take part?"""
        return self.role not in TAKING_PART

    def __str__(self) -> str:
        return f"Invitation {self.pk} ({self.get_state_display()})"


class InvitationListQuerySet(models.QuerySet["InvitationList"]):
    """Lists as somebody sees them."""

    def visible_to(self, person: User) -> InvitationListQuerySet:
        """Only those this person uploaded, in projects they still see."""
        return self.filter(submitted_by=person, project__in=Project.objects.visible_to(person))


class InvitationList(Submitted):
    """A list of people read from a file, waiting to be looked at before anybody is invited. Gone after a day.

    `rows` are dicts, each a `projects.formats.people.ListedPerson`. `number_invited` is None until it is confirmed, and
    then the list has no rows any more.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="invitation_lists")
    rows = models.JSONField(default=list)
    number_invited = models.PositiveIntegerField(null=True)

    objects = InvitationListQuerySet.as_manager()

    class Privacy:
        identity = ("rows",)
        plain = ("project", "number_invited")

    def __str__(self) -> str:
        return f"List {self.pk}"
