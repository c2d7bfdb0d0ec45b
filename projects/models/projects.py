"""Projects and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import NameRule
from core.dates import site_today
from core.models import Record, Submitted
from projects.enums import MEMBER_ROLES, OPEN_PROJECT, Approach, Approval, ProjectState, Role, Standpoint

if TYPE_CHECKING:
    from accounts.models import User


Row = TypeVar("Row", bound=models.Model)


def where_not_ended(prefix: str = "") -> Q:
    """Memberships that go on, or are still to start; `prefix` leads to them (`memberships__`)."""
    end_not_reached = Q(**{f"{prefix}expires_on": None}) | Q(**{f"{prefix}expires_on__gt": site_today()})
    return end_not_reached & Q(**{f"{prefix}ended_at": None})


def where_current(prefix: str = "") -> Q:
    """Memberships of today, observers' too: started and not ended. Their days are days on the site's clock.

    A row of an administrator counts nowhere, however it came to be: they are a member of no project.
    """
    started = Q(**{f"{prefix}starts_on__lte": site_today()})
    return where_not_ended(prefix) & started & Q(**{f"{prefix}person__is_administrator": False})


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects as somebody sees them."""

    def visible_to(self, person: User) -> ProjectQuerySet:
        """All of them for an administrator; for everybody else those they are a member of today."""
        if person.is_administrator:
            return self
        memberships = Membership.objects.filter(where_current(), person=person)
        return self.filter(pk__in=memberships.values("project"))


class Project(Submitted):
    """A collaboration with a beginning and an end. `closed_at` is when it last stopped taking input."""

    title = models.CharField(_("Title"), max_length=200)
    lay_summary = models.TextField(_("Summary in plain words"), blank=True)
    full_text = models.TextField(_("About the project, in full"), blank=True)
    context = models.TextField(_("Where and with whom"), blank=True)
    state = models.CharField(max_length=12, choices=ProjectState.choices, default=ProjectState.FORMING)
    approach = models.CharField(
        _("How we analyse"), max_length=12, choices=Approach.choices, default=Approach.FRAMEWORK
    )
    starts_on = models.DateField(_("Starts"))
    ends_on = models.DateField(_("Ends"))
    approval = models.CharField(_("Approval"), max_length=12, choices=Approval.choices, default=Approval.UNDECIDED)
    iras_id = models.CharField(_("IRAS project ID"), max_length=40, blank=True)
    rec_reference = models.CharField(_("REC reference"), max_length=40, blank=True)
    cpms_id = models.CharField(_("CPMS ID"), max_length=40, blank=True)
    isrctn = models.CharField(_("ISRCTN"), max_length=40, blank=True)
    funder_reference = models.CharField(_("Funder's reference"), max_length=80, blank=True)
    protocol_version = models.CharField(_("Version of the protocol"), max_length=40, blank=True)
    protocol_on = models.DateField(_("Date of the protocol"), null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Privacy:
        free_text = ("lay_summary", "full_text", "context")
        plain = (
            "title",
            "state",
            "approach",
            "starts_on",
            "ends_on",
            "approval",
            "iras_id",
            "rec_reference",
            "cpms_id",
            "isrctn",
            "funder_reference",
            "protocol_version",
            "protocol_on",
            "copied_from",
            "closed_at",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=ProjectState.values), name="projects_project_state"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="projects_project_dates"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("overview:project_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Does it take input, remind and mail?"""
        return self.state in OPEN_PROJECT


class InProject(models.QuerySet[Row]):
    """Rows of projects: whoever sees the project sees them, as far as the door lets their role."""

    def visible_to(self, person: User) -> Self:
        """Those of the projects this person sees."""
        return self.filter(project__in=Project.objects.visible_to(person))


class MembershipQuerySet(InProject["Membership"]):
    """Memberships as somebody sees them."""

    def current(self) -> MembershipQuerySet:
        """Those of today, observers' too: who is a member."""
        return self.filter(where_current())

    def leading(self) -> MembershipQuerySet:
        """Those of coordinators of today: who leads."""
        return self.current().filter(role=Role.COORDINATOR)


class Membership(Record):
    """A person in a project: role, standpoint, from when and until when.

    `expires_on` is the planned end, the first day on which they no longer see the project. `ended_at` is the moment at
    which they left, withdrew or were taken out.
    `name_rule` and `pseudonym` are how they are named in this project; where the rule is empty, their profile counts.
    `no_contact_since`: they withdrew from being contacted about this project.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=12, choices=[(role.value, role.label) for role in MEMBER_ROLES])
    standpoint = models.CharField(_("Standpoint"), max_length=10, choices=Standpoint.choices)
    starts_on = models.DateField(_("Starts"), default=site_today)
    expires_on = models.DateField(_("Ends"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    name_rule = models.CharField(_("How I want to be named here"), max_length=12, choices=NameRule.choices, blank=True)
    pseudonym = models.CharField(_("The name I choose here"), max_length=60, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    no_contact_since = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Privacy:
        identity = ("person", "added_by")
        pseudonym = ("pseudonym",)
        plain = (
            "project",
            "role",
            "standpoint",
            "starts_on",
            "expires_on",
            "ended_at",
            "name_rule",
            "no_contact_since",
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="projects_membership_once"),
            models.CheckConstraint(condition=Q(role__in=MEMBER_ROLES), name="projects_membership_role"),
            models.CheckConstraint(
                condition=Q(standpoint__in=Standpoint.values), name="projects_membership_standpoint"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.get_standpoint_display()}"

    @property
    def role_enum(self) -> Role:
        """The role as an enum, for the permission table."""
        return Role(self.role)

    @property
    def has_ended(self) -> bool:
        """Has it ended? The opposite of `where_not_ended`, for one row."""
        return self.ended_at is not None or (self.expires_on is not None and self.expires_on <= site_today())

    def named(self) -> str:
        """The person's name as they chose it for this project; needs `person` fetched."""
        # Many times cheaper than get_standpoint_display(), and asked for each row of a list.
        standpoint = str(Standpoint(self.standpoint).label)
        return self.person.named(standpoint, rule=self.name_rule, pseudonym=self.pseudonym)
