"""The pace agreement of a project, in versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Submitted
from projects.models.projects import InProject, Project


class PaceAgreementQuerySet(InProject["PaceAgreement"]):
    """Pace agreements as somebody sees them."""


class PaceAgreement(Submitted):
    """How fast both paces go: days until rapid feedback, months until slow outputs. The latest number counts."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="pace_agreements")
    number = models.PositiveIntegerField()
    rapid_days = models.PositiveSmallIntegerField(_("Rapid feedback within, in days"))
    slow_months = models.PositiveSmallIntegerField(_("Slow outputs within, in months"))
    note = models.TextField(_("What we agreed about it"), blank=True)

    objects = PaceAgreementQuerySet.as_manager()

    class Privacy:
        free_text = ("note",)
        plain = ("project", "number", "rapid_days", "slow_months")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["project", "number"], name="projects_paceagreement_number"),
            models.CheckConstraint(
                condition=Q(rapid_days__range=(1, 365), slow_months__range=(1, 120)),
                name="projects_paceagreement_range",
            ),
        ]

    def __str__(self) -> str:
        return f"Pace agreement {self.number}"
