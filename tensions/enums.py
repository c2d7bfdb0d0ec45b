"""The words of a tension or barrier, and which state may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """Where a difficulty comes from."""

    TENSION = "tension", _("Tension: from a difference between us")
    BARRIER = "barrier", _("Barrier: from an organisation")


class Challenge(models.TextChoices):
    """The five challenges of Matthews and colleagues' paper on such collaborations."""

    RISK = "risk", _("Risks of new ways of working")
    PURPOSE = "purpose", _("Different ideas of purpose, value and expectations")
    INSTITUTION = "institution", _("Opposition of an institution")
    PACE = "pace", _("Clashing paces, languages and backgrounds")
    TIME = "time", _("Time to build shared understanding")


class TensionState(models.TextChoices):
    """Where a tension or barrier is. Living with it is an end of equal worth."""

    OPEN = "open", _("Open")
    ESCALATED = "escalated", _("Escalated")
    RESOLVED = "resolved", _("Resolved")
    LIVED_WITH = "lived_with", _("Lived with")


TENSION_STEPS: dict[TensionState, frozenset[TensionState]] = {
    TensionState.OPEN: frozenset({TensionState.ESCALATED, TensionState.RESOLVED, TensionState.LIVED_WITH}),
    TensionState.ESCALATED: frozenset({TensionState.OPEN, TensionState.RESOLVED, TensionState.LIVED_WITH}),
    TensionState.RESOLVED: frozenset({TensionState.OPEN}),
    TensionState.LIVED_WITH: frozenset({TensionState.OPEN}),
}


OPEN_TENSION = frozenset({TensionState.OPEN, TensionState.ESCALATED})
