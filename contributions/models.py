"""You said, we did: what partners put in, what was decided and changed, and whether they were told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contributions.enums import ClosedBy, ContributionState, Decision
from core.dates import site_today
from core.editing import Versioned
from core.models import Submitted
from projects.enums import Standpoint
from projects.models.projects import InProject, Membership, Project


class ContributionQuerySet(InProject["Contribution"]):
    """Contributions as somebody sees them. Whether they may read what was said is asked for each (`queries`)."""


class Contribution(Versioned, Submitted):
    """An input by a partner, tracked to a decision, a change and back to its contributor.

    `said` is what was put in, in a sentence; who may read it follows from where it came from (`queries.contributions`).
    It is empty once it was taken back. `taken`: it came from a dialogue; without its origin nobody may read it any
    more. `contributor` is empty where there is nobody in particular; of what was taken from a reflection no page names
    it. `answer_by` is the clock: by then the contributor is told. `quiet_until`: if the contributor has not answered
    by then, it is taken as closed, and the telling says so.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="contributions")
    said = models.TextField(_("What was said"), blank=True)
    taken = models.BooleanField(default=False, editable=False)
    contributor = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    standpoint = models.CharField(_("Standpoint"), max_length=10, choices=Standpoint.choices, blank=True)
    owner = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions_owned"
    )
    state = models.CharField(max_length=8, choices=ContributionState.choices, default=ContributionState.RAISED)
    raised_on = models.DateField(default=site_today)
    answer_by = models.DateField(_("The contributor is told by"))
    decision = models.CharField(_("Decision"), max_length=12, choices=Decision.choices, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    decided_on = models.DateField(null=True, editable=False)
    change = models.TextField(_("What changed"), blank=True)
    evidence = models.TextField(_("What shows it"), blank=True)
    changed_on = models.DateField(null=True, editable=False)
    feedback = models.TextField(_("What we tell the contributor"), blank=True)
    told_at = models.DateTimeField(null=True, editable=False)
    quiet_until = models.DateField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.CharField(max_length=12, choices=ClosedBy.choices, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Privacy:
        identity = ("contributor", "owner")
        free_text = ("said", "reason", "change", "evidence", "feedback")
        plain = (
            "project",
            "taken",
            "standpoint",
            "state",
            "raised_on",
            "answer_by",
            "decision",
            "decided_on",
            "changed_on",
            "told_at",
            "quiet_until",
            "closed_at",
            "closed_by",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=ContributionState.values), name="contributions_contribution_state"
            ),
            models.CheckConstraint(
                condition=Q(state=ContributionState.RAISED) | ~Q(decision=""),
                name="contributions_contribution_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", Decision.ADOPTED]) | ~Q(reason=""),
                name="contributions_contribution_reason_unless_adopted",
            ),
            models.CheckConstraint(
                condition=Q(state=ContributionState.CLOSED, closed_at__isnull=False, closed_by__in=ClosedBy.values)
                | (~Q(state=ContributionState.CLOSED) & Q(closed_at=None, closed_by="")),
                name="contributions_contribution_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ContributionState.TOLD, ContributionState.CLOSED])
                | Q(told_at__isnull=False, quiet_until__isnull=False),
                name="contributions_contribution_told_before_closed",
            ),
        ]
        indexes = [models.Index(fields=["project", "state", "answer_by"], name="contributions_clock")]

    def __str__(self) -> str:
        return f"Contribution {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("contributions:contribution_detail", args=[self.project_id, self.pk])


class ContributionReply(Submitted):
    """What a contributor answers when they have been told. `settled`: for them the loop is closed."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(_("Your answer"), blank=True)
    settled = models.BooleanField()

    class Privacy:
        free_text = ("text",)
        plain = ("contribution", "settled")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(
                condition=Q(settled=True) | ~Q(text=""), name="contributions_contributionreply_open_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"
