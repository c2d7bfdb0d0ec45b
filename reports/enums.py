"""The words of an export."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportKind(models.TextChoices):
    """What can leave."""

    PROJECT_REPORT = "project_report", _("Project report (web page)")
    REFLECTIONS = "reflections", _("Reflections (spreadsheet, CSV)")


class ExportState(models.TextChoices):
    """From asked for to downloaded."""

    WAITING = "waiting", _("Waiting")
    BUILDING = "building", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


EXPORT_STEPS: dict[ExportState, frozenset[ExportState]] = {
    ExportState.WAITING: frozenset({ExportState.BUILDING, ExportState.CANCELLED, ExportState.FAILED}),
    ExportState.BUILDING: frozenset({ExportState.READY, ExportState.FAILED, ExportState.CANCELLED}),
    ExportState.READY: frozenset({ExportState.EXPIRED}),
    ExportState.FAILED: frozenset({ExportState.WAITING}),
    ExportState.CANCELLED: frozenset({ExportState.WAITING}),
    ExportState.EXPIRED: frozenset({ExportState.WAITING}),
}
