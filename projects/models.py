"""Projects, who takes part in them, and their milestones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import NameRule
from core.models import Record, Submitted
from projects.enums import (
    MEMBER_ROLES,
    OPEN_PROJECT,
    Approach,
    InvitationState,
    MilestoneKind,
    MilestoneState,
    Pace,
    ProjectState,
    Role,
    Standpoint,
)

if TYPE_CHECKING:
    from accounts.models import User


def current(prefix: str = "", on: date | None = None) -> Q:
    """Memberships that have started and not expired; `prefix` leads to them (`memberships__`)."""
    day = on or timezone.localdate()
    expires = Q(**{f"{prefix}expires_on": None}) | Q(**{f"{prefix}expires_on__gt": day})
    return expires & Q(**{f"{prefix}starts_on__lte": day})


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects as somebody sees them."""

    def visible_to(self, person: User) -> ProjectQuerySet:
        """An administrator's: all. Everybody else's: those they are a member of today."""
        if person.is_administrator:
            return self
        mine = Membership.objects.filter(current(), person=person)
        return self.filter(pk__in=mine.values("project"))


class Project(Submitted):
    """A collaboration with an aim, a beginning and an end."""

    title = models.CharField(_("Title"), max_length=200)
    lay_summary = models.TextField(_("Summary in plain words"), blank=True)
    aim = models.TextField(_("Shared aim"), blank=True)
    state = models.CharField(max_length=12, choices=ProjectState.choices, default=ProjectState.FORMING)
    approach = models.CharField(
        _("How we analyse"), max_length=12, choices=Approach.choices, default=Approach.FRAMEWORK
    )
    starts_on = models.DateField(_("Starts"))
    ends_on = models.DateField(_("Ends"))

    objects = ProjectQuerySet.as_manager()

    class Privacy:
        free_text = ("lay_summary", "aim")
        plain = ("title", "state", "approach", "starts_on", "ends_on")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=ProjectState.values), name="projects_project_state"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="projects_project_dates"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:project_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Does it take input, remind and mail?"""
        return self.state in OPEN_PROJECT


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships as somebody sees them."""

    def visible_to(self, person: User) -> MembershipQuerySet:
        """Those of the projects this person sees."""
        return self.filter(project__in=Project.objects.visible_to(person))

    def current(self) -> MembershipQuerySet:
        """Those that count today."""
        return self.filter(current())


class Membership(Record):
    """A person in a project: role, standpoint, from when and until when.

    `name_rule` and `pseudonym` are how they are named in this project; where the rule is empty, their profile counts.
    `no_contact_since`: they withdrew from being contacted about this project.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=12, choices=[(role.value, role.label) for role in MEMBER_ROLES])
    standpoint = models.CharField(_("Standpoint"), max_length=10, choices=Standpoint.choices)
    starts_on = models.DateField(_("Starts"), default=timezone.localdate)
    expires_on = models.DateField(_("Ends"), null=True, blank=True)
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
        plain = ("project", "role", "standpoint", "starts_on", "expires_on", "name_rule", "no_contact_since")

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
    def role_kind(self) -> Role:
        """The role as an enum, for the permission table."""
        return Role(self.role)

    def named(self) -> str:
        """The person's name as they chose it for this project; needs `person` fetched."""
        # Many times cheaper than get_standpoint_display(), and asked for each row of a list.
        standpoint = str(Standpoint(self.standpoint).label)
        return self.person.named(standpoint, rule=self.name_rule, pseudonym=self.pseudonym)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations as somebody sees them."""

    def visible_to(self, person: User) -> InvitationQuerySet:
        """Those of the projects this person sees; the door asks for the role."""
        return self.filter(project__in=Project.objects.visible_to(person))


class Invitation(Submitted):
    """Somebody is asked by e-mail to take part, on these terms. The membership comes when they accept.

    `lapses_at` is when the link in the mail runs out; `sent` counts the mails. `person` is set where the invitation
    lets somebody who was added without an address claim their place.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("E-mail address"), max_length=254)
    full_name = models.CharField(_("Full name"), max_length=150)
    role = models.CharField(_("Role"), max_length=12, choices=[(role.value, role.label) for role in MEMBER_ROLES])
    standpoint = models.CharField(_("Standpoint"), max_length=10, choices=Standpoint.choices)
    starts_on = models.DateField(_("Starts"), default=timezone.localdate)
    expires_on = models.DateField(_("Ends"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=InvitationState.choices, default=InvitationState.WAITING)
    lapses_at = models.DateTimeField()
    sent = models.PositiveSmallIntegerField(default=1)
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
            "expires_on",
            "state",
            "lapses_at",
            "sent",
            "answered_at",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(
                fields=["project", "email"],
                condition=Q(state=InvitationState.WAITING),
                name="projects_invitation_one_waiting",
            ),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="projects_invitation_state"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="projects_invitation_email_lower"),
            models.CheckConstraint(condition=Q(role__in=MEMBER_ROLES), name="projects_invitation_role"),
        ]
        indexes = [models.Index(fields=["project", "-created_at"], name="projects_invitation_project")]

    def __str__(self) -> str:
        return f"Invitation {self.pk} ({self.get_state_display()})"


class InvitationListQuerySet(models.QuerySet["InvitationList"]):
    """Lists as somebody sees them."""

    def visible_to(self, person: User) -> InvitationListQuerySet:
        """Only those this person uploaded, in projects they still see."""
        return self.filter(submitted_by=person, project__in=Project.objects.visible_to(person))


class InvitationList(Submitted):
    """A list of people read from a file, waiting to be looked at before anybody is invited. Gone after a day.

    `rows` are the rows as they were read: dicts of line, email, full_name, role, standpoint, and what is wrong.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="invitation_lists")
    rows = models.JSONField(default=list)
    invited = models.PositiveIntegerField(null=True)

    objects = InvitationListQuerySet.as_manager()

    class Privacy:
        identity = ("rows",)
        plain = ("project", "invited")

    def __str__(self) -> str:
        return f"List {self.pk}"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones as somebody sees them."""

    def visible_to(self, person: User) -> MilestoneQuerySet:
        """Those of the projects this person sees."""
        return self.filter(project__in=Project.objects.visible_to(person))


class Milestone(Submitted):
    """A dated, evidenced step of the collaboration. `baseline_on` is the first due date and never changes."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(_("Milestone"), max_length=200)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("Owner"))
    due_on = models.DateField(_("Due"))
    baseline_on = models.DateField(editable=False)
    pace = models.CharField(_("Pace"), max_length=6, choices=Pace.choices)
    kind = models.CharField(_("Kind"), max_length=12, choices=MilestoneKind.choices)
    state = models.CharField(max_length=8, choices=MilestoneState.choices, default=MilestoneState.PLANNED)
    evidence = models.TextField(_("Evidence"), blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MilestoneQuerySet.as_manager()

    class Privacy:
        identity = ("owner",)
        free_text = ("title", "evidence")
        plain = ("project", "due_on", "baseline_on", "pace", "kind", "state", "done_on", "version")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=MilestoneState.values), name="projects_milestone_state"),
            models.CheckConstraint(
                condition=Q(state=MilestoneState.DONE, done_on__isnull=False) & ~Q(evidence="")
                | ~Q(state=MilestoneState.DONE) & Q(done_on=None),
                name="projects_milestone_done_has_evidence",
            ),
        ]
        indexes = [models.Index(fields=["project", "due_on"], name="projects_milestone_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:milestone_detail", args=[self.project_id, self.pk])

    def is_late(self, today: date) -> bool:
        """Past its date and not done."""
        return self.state != MilestoneState.DONE and self.due_on < today


class DateChange(Record):
    """A due date that moved, with the note that says why."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="date_changes")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    note = models.TextField()

    class Privacy:
        identity = ("changed_by",)
        free_text = ("note",)
        plain = ("milestone", "from_on", "to_on")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="projects_datechange_note")]
        indexes = [models.Index(fields=["milestone", "created_at"], name="projects_datechange_order")]

    def __str__(self) -> str:
        return f"{self.from_on} to {self.to_on}"
