"""The words of expectations and of the pulse, and which state may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What people expect of a collaboration, asked of each standpoint."""

    PURPOSE = "purpose", _("Purpose")
    VALUE = "value", _("Value")
    PACE = "pace", _("Pace")
    OUTPUTS = "outputs", _("Outputs")


class RoundState(models.TextChoices):
    """Where a round of expectations is: written blind, then side by side."""

    OPEN = "open", _("Being written")
    REVEALED = "revealed", _("Revealed")


ROUND_STEPS: dict[RoundState, frozenset[RoundState]] = {
    RoundState.OPEN: frozenset({RoundState.REVEALED}),
    RoundState.REVEALED: frozenset(),
}


class PulseState(models.TextChoices):
    """Where a round of the pulse is. Closed, only what may be shown of it is left."""

    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed")


PULSE_STEPS: dict[PulseState, frozenset[PulseState]] = {
    PulseState.OPEN: frozenset({PulseState.CLOSED}),
    PulseState.CLOSED: frozenset(),
}
