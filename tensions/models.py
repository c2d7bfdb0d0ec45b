"""The register of tensions and barriers, and the steps taken on them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.editing import Versioned
from core.models import Submitted
from projects.enums import Standpoint
from projects.models.projects import InProject, Membership, Project
from tensions.enums import OPEN_TENSION, Challenge, Nature, TensionState


class TensionQuerySet(InProject["Tension"]):
    """Tensions as somebody sees them."""


class Tension(Versioned, Submitted):
    """A difficulty from difference, or a barrier from an organisation, typed by one of five challenges.

    `borne_by` are the standpoints that bear it, values of `Standpoint`. `closing` is the sentence that says why it is
    resolved or lived with.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="tensions")
    nature = models.CharField(_("What it is"), max_length=8, choices=Nature.choices)
    challenge = models.CharField(_("Challenge"), max_length=12, choices=Challenge.choices)
    title = models.CharField(_("In one sentence"), max_length=200)
    text = models.TextField(_("What happens"), blank=True)
    owner = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="tensions")
    borne_by = ArrayField(models.CharField(max_length=10, choices=Standpoint.choices), default=list, blank=True)
    state = models.CharField(max_length=10, choices=TensionState.choices, default=TensionState.OPEN)
    raised_on = models.DateField(default=site_today)
    escalated_to = models.CharField(_("Escalated to"), max_length=200, blank=True)
    escalated_on = models.DateField(null=True, editable=False)
    closing = models.TextField(_("Why"), blank=True)
    closed_on = models.DateField(null=True, editable=False)

    objects = TensionQuerySet.as_manager()

    class Privacy:
        identity = ("owner",)
        free_text = ("title", "text", "escalated_to", "closing")
        plain = (
            "project",
            "nature",
            "challenge",
            "borne_by",
            "state",
            "raised_on",
            "escalated_on",
            "closed_on",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=TensionState.values), name="tensions_tension_state"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_TENSION, closed_on=None)
                | (~Q(state__in=OPEN_TENSION) & Q(closed_on__isnull=False) & ~Q(closing="")),
                name="tensions_tension_closed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=TensionState.ESCALATED) | (Q(escalated_on__isnull=False) & ~Q(escalated_to="")),
                name="tensions_tension_escalated_to",
            ),
        ]
        indexes = [models.Index(fields=["project", "state"], name="tensions_tension_state_idx")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tensions:tension_detail", args=[self.project_id, self.pk])

    @property
    def is_open(self) -> bool:
        """Neither resolved nor lived with."""
        return self.state in OPEN_TENSION

    @property
    def is_resolved(self) -> bool:
        """Did it end by being resolved, and not by living with it?"""
        return self.state == TensionState.RESOLVED


class TensionStep(Submitted):
    """Something that was done about a tension. `became` is the state that it led to, empty where it led to none."""

    tension = models.ForeignKey(Tension, on_delete=models.CASCADE, related_name="steps")
    text = models.TextField(_("What was done"))
    taken_on = models.DateField(_("On"), default=site_today)
    became = models.CharField(max_length=10, choices=TensionState.choices, blank=True)

    class Privacy:
        free_text = ("text",)
        plain = ("tension", "taken_on", "became")

    class Meta(Submitted.Meta):
        indexes = [models.Index(fields=["tension", "taken_on"], name="tensions_tensionstep_order")]

    def __str__(self) -> str:
        return f"Step {self.pk}"
