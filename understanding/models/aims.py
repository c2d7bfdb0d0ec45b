"""The shared aim in its versions, and who signed them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from projects.enums import Standpoint
from projects.models.projects import InProject, Membership, Project


class AimQuerySet(InProject["Aim"]):
    """Versions of aims as somebody sees them."""


class Aim(Submitted):
    """One version of the shared aim. Nothing changes it: another wording is another version, to be signed anew."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="aims")
    number = models.PositiveIntegerField()
    text = models.TextField(_("Shared aim"))

    objects = AimQuerySet.as_manager()

    class Privacy:
        free_text = ("text",)
        plain = ("project", "number")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["project", "number"], name="understanding_aim_number"),
            models.CheckConstraint(condition=~Q(text=""), name="understanding_aim_has_text"),
        ]

    def __str__(self) -> str:
        return f"Aim, version {self.number}"


class AimSignature(Record):
    """Somebody signed one version of the aim, from the standpoint they had then."""

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="signatures")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="aim_signatures")
    standpoint = models.CharField(max_length=10, choices=Standpoint.choices)

    class Privacy:
        identity = ("membership",)
        plain = ("aim", "standpoint")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["aim", "membership"], name="understanding_aimsignature_once")]

    def __str__(self) -> str:
        return f"Signed from the standpoint {self.standpoint}"
