"""Milestones, how their dates moved, what waits for what, and the phases of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.editing import Versioned
from core.models import Record, Submitted
from milestones.enums import MilestoneKind, MilestoneState, Pace, RelationalStep
from projects.models.projects import InProject, Membership, Project

if TYPE_CHECKING:
    from accounts.models import User


class MilestoneQuerySet(InProject["Milestone"]):
    """Milestones as somebody sees them."""


class Milestone(Versioned, Submitted):
    """A dated, evidenced step of the collaboration. `baseline_on` is the first due date and never changes.

    `step` is a step of the relationship, for milestones of that kind.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(_("Milestone"), max_length=200)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("Owner"))
    due_on = models.DateField(_("Due"))
    baseline_on = models.DateField(editable=False)
    pace = models.CharField(_("Pace"), max_length=6, choices=Pace.choices)
    kind = models.CharField(_("Kind"), max_length=12, choices=MilestoneKind.choices)
    step = models.CharField(_("Step of the relationship"), max_length=10, choices=RelationalStep.choices, blank=True)
    state = models.CharField(max_length=8, choices=MilestoneState.choices, default=MilestoneState.PLANNED)
    evidence = models.TextField(_("Evidence"), blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Privacy:
        identity = ("owner",)
        free_text = ("title", "evidence")
        plain = ("project", "due_on", "baseline_on", "pace", "kind", "step", "state", "done_on")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=MilestoneState.values), name="milestones_milestone_state"),
            models.CheckConstraint(
                condition=Q(step="") | Q(kind=MilestoneKind.RELATIONAL), name="milestones_milestone_step_is_relational"
            ),
            models.CheckConstraint(
                condition=Q(state=MilestoneState.DONE, done_on__isnull=False) & ~Q(evidence="")
                | ~Q(state=MilestoneState.DONE) & Q(done_on=None),
                name="milestones_milestone_done_has_evidence",
            ),
        ]
        indexes = [models.Index(fields=["project", "due_on"], name="milestones_milestone_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("milestones:milestone_detail", args=[self.project_id, self.pk])


class MilestoneLinkQuerySet(models.QuerySet["MilestoneLink"]):
    """What waits for what."""

    def pairs_in(self, project: Project) -> list[tuple[UUID, UUID]]:
        """(before, after) of every link in a project."""
        rows = self.filter(after__project=project, before__project=project)
        return list(rows.values_list("before_id", "after_id"))


class MilestoneLink(Record):
    """One milestone waits for another: `after` cannot be done well before `before` is. No circle, says the policy."""

    before = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="links_after")
    after = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="links_before")

    objects = MilestoneLinkQuerySet.as_manager()

    class Privacy:
        plain = ("before", "after")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="milestones_milestonelink_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="milestones_milestonelink_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.after_id} after {self.before_id}"


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
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="milestones_datechange_note")]
        indexes = [models.Index(fields=["milestone", "created_at"], name="milestones_datechange_order")]

    def __str__(self) -> str:
        return f"{self.from_on} to {self.to_on}"


class MilestoneListQuerySet(models.QuerySet["MilestoneList"]):
    """Lists as somebody sees them."""

    def visible_to(self, person: User) -> MilestoneListQuerySet:
        """Only those this person uploaded, in projects they still see."""
        return self.filter(submitted_by=person, project__in=Project.objects.visible_to(person))


class MilestoneList(Submitted):
    """Milestones read from a file, waiting to be looked at before they are added. Gone after a day.

    `rows` are dicts of line, title, due_on, pace, kind, owner, and what is wrong; `added` is how many became
    milestones, empty until somebody has said yes.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestone_lists")
    rows = models.JSONField(default=list)
    added = models.PositiveIntegerField(null=True)

    objects = MilestoneListQuerySet.as_manager()

    class Privacy:
        identity = ("rows",)
        plain = ("project", "added")

    def __str__(self) -> str:
        return f"List {self.pk}"


class PhaseQuerySet(InProject["Phase"]):
    """Phases as somebody sees them."""


class Phase(Submitted):
    """A stretch of a project with its dates, and what people can do in it. "You are here" follows from the dates."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(_("Phase"), max_length=120)
    starts_on = models.DateField(_("Starts"))
    ends_on = models.DateField(_("Ends"))
    call = models.TextField(_("What you can do now"), blank=True)

    objects = PhaseQuerySet.as_manager()

    class Privacy:
        free_text = ("title", "call")
        plain = ("project", "starts_on", "ends_on")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="milestones_phase_dates"),
        ]

    def __str__(self) -> str:
        return self.title
