"""The pulse of a collaboration: eight statements, answered apart, shown as a spread and never as an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from projects.enums import Standpoint
from projects.models.projects import InProject, Membership, Project
from understanding.enums import PulseState

if TYPE_CHECKING:
    from accounts.models import User


class PulseRoundQuerySet(InProject["PulseRound"]):
    """Rounds as somebody sees them."""


class PulseRound(Submitted):
    """One time that the eight statements are asked.

    While it is open, only its number of answers is shown. Closing it writes what may be shown into `spread`
    (`measures.pulse`) and deletes every answer, so that nobody can look behind it or subtract from it later.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="pulse_rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=6, choices=PulseState.choices, default=PulseState.OPEN)
    closes_on = models.DateField(_("Closes on"))
    closed_at = models.DateTimeField(null=True, editable=False)
    spread = models.JSONField(default=dict)

    objects = PulseRoundQuerySet.as_manager()

    class Privacy:
        free_text = ("spread",)
        plain = ("project", "number", "state", "closes_on", "closed_at")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["project", "number"], name="understanding_pulseround_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=PulseState.OPEN), name="understanding_pulseround_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=PulseState.values), name="understanding_pulseround_state"),
        ]

    def __str__(self) -> str:
        return f"Pulse, round {self.number}"

    @property
    def is_open(self) -> bool:
        """Has nobody closed it yet? Its last day may be past all the same."""
        return self.state == PulseState.OPEN


class PulseAnswerQuerySet(models.QuerySet["PulseAnswer"]):
    """Answers as somebody sees them."""

    def visible_to(self, person: User) -> PulseAnswerQuerySet:
        """One's own. Nobody, coordinator or administrator, reads another's."""
        return self.filter(membership__person=person, round__project__in=Project.objects.visible_to(person))


class PulseAnswer(Record):
    """Somebody's answers while the round is open. `answers` maps a statement's key to 1..5, or None: not sure."""

    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="pulse_answers")
    standpoint = models.CharField(max_length=10, choices=Standpoint.choices)
    answers = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    objects = PulseAnswerQuerySet.as_manager()

    class Privacy:
        identity = ("membership",)
        free_text = ("answers", "note")
        plain = ("round", "standpoint")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "membership"], name="understanding_pulseanswer_once")]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
