"""The words of a contribution, and which state may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContributionState(models.TextChoices):
    """How far a contribution has come on its way to a change and back to whoever made it."""

    RAISED = "raised", _("Waiting for a decision")
    DECIDED = "decided", _("Decided")
    CHANGED = "changed", _("Changed something")
    TOLD = "told", _("Contributor told")
    CLOSED = "closed", _("Closed")


# Told straight after the decision where nothing changes; open again whenever the contributor says so.
CONTRIBUTION_STEPS: dict[ContributionState, frozenset[ContributionState]] = {
    ContributionState.RAISED: frozenset({ContributionState.DECIDED}),
    ContributionState.DECIDED: frozenset({ContributionState.CHANGED, ContributionState.TOLD}),
    ContributionState.CHANGED: frozenset({ContributionState.TOLD}),
    ContributionState.TOLD: frozenset({ContributionState.CLOSED, ContributionState.DECIDED}),
    ContributionState.CLOSED: frozenset({ContributionState.DECIDED}),
}


class Decision(models.TextChoices):
    """What was decided about a contribution."""

    ADOPTED = "adopted", _("Adopted")
    ADAPTED = "adapted", _("Adapted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")


class ClosedBy(models.TextChoices):
    """What closed a contribution: its contributor's word, or a silence that had been announced."""

    CONTRIBUTOR = "contributor", _("Closed by whoever contributed it")
    SILENCE = "silence", _("Closed after the stated time without an answer")
