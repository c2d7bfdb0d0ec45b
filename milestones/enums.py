"""Pace, kind, state and relational step of a milestone, and which state may follow which."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """The two paces of a collaboration."""

    RAPID = "rapid", _("Rapid")
    SLOW = "slow", _("Slow")


class MilestoneKind(models.TextChoices):
    """What a milestone is a step of. Relationship work counts as work."""

    RELATIONAL = "relational", _("Relationship")
    GOVERNANCE = "governance", _("Governance")
    DATA = "data", _("Data")
    ANALYSIS = "analysis", _("Analysis")
    OUTPUT = "output", _("Output")


class MilestoneState(models.TextChoices):
    """Where a milestone is. Late is not a state: it follows from the date."""

    PLANNED = "planned", _("Not yet started")
    STARTED = "started", _("In progress")
    DONE = "done", _("Completed")


# Which states may follow each: the table of `docs/states.md`.
MILESTONE_STEPS: dict[MilestoneState, frozenset[MilestoneState]] = {
    MilestoneState.PLANNED: frozenset({MilestoneState.STARTED, MilestoneState.DONE}),
    MilestoneState.STARTED: frozenset({MilestoneState.DONE}),
    MilestoneState.DONE: frozenset({MilestoneState.STARTED}),
}


class Standing(StrEnum):
    """Where a milestone stands on a day: late or due soon by its date, otherwise its state (`policies.due`)."""

    LATE = "late"
    SOON = "soon"
    STARTED = MilestoneState.STARTED.value
    PLANNED = MilestoneState.PLANNED.value
    DONE = MilestoneState.DONE.value


class RelationalStep(models.TextChoices):
    """Steps of a relationship that count as work: what `Milestone.step` says. Nothing else of a milestone is a step."""

    TERMS = "terms", _("Terms of working together agreed")
    DECISION = "decision", _("First decision taken together")
    AUTHORSHIP = "authorship", _("Authorship agreed")
    FEEDBACK = "feedback", _("Feedback given to everybody who contributed")
