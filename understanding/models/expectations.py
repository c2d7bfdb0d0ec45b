"""What people expect of working together, in rounds that are blind until their reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from projects.enums import TAKING_PART, Standpoint
from projects.models.projects import InProject, Membership, Project, where_current
from understanding.enums import RoundState, Topic

if TYPE_CHECKING:
    from accounts.models import User


class ExpectationRoundQuerySet(InProject["ExpectationRound"]):
    """Rounds as somebody sees them."""


class ExpectationRound(Submitted):
    """A time at which everybody writes what they expect, blind, until a coordinator reveals it.

    `ask_again_on` is when the next round opens by itself, so that drift can be seen; empty where nobody asked for it.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="expectation_rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=RoundState.choices, default=RoundState.OPEN)
    revealed_at = models.DateTimeField(null=True, editable=False)
    ask_again_on = models.DateField(_("We ask again on"), null=True, blank=True)

    objects = ExpectationRoundQuerySet.as_manager()

    class Privacy:
        plain = ("project", "number", "state", "revealed_at", "ask_again_on")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["project", "number"], name="understanding_expectationround_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=RoundState.OPEN), name="understanding_expectationround_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="understanding_expectationround_state"
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.REVEALED, revealed_at__isnull=False)
                | Q(state=RoundState.OPEN, revealed_at=None),
                name="understanding_expectationround_revealed",
            ),
        ]

    def __str__(self) -> str:
        return f"Expectations, round {self.number}"

    @property
    def is_open(self) -> bool:
        """Is it written blind still?"""
        return self.state == RoundState.OPEN


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    """Expectations as somebody reads them."""

    def visible_to(self, person: User) -> ExpectationQuerySet:
        """One's own; those of others once they are sent and revealed, by whoever takes part today."""
        taking_part = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
        revealed = Q(round__state=RoundState.REVEALED, sent_at__isnull=False)
        return self.filter(Q(membership__person=person) | revealed, round__project__in=taking_part.values("project"))


class Expectation(Record):
    """What somebody expects under one topic. `draft` is theirs alone; `text` is what they sent.

    `version` counts the savings of the draft, so that two tabs cannot overwrite each other. `standpoint` is the one
    they had when they sent it. The reveal empties every draft.
    """

    round = models.ForeignKey(ExpectationRound, on_delete=models.CASCADE, related_name="expectations")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="expectations")
    topic = models.CharField(max_length=8, choices=Topic.choices)
    draft = models.TextField(blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    standpoint = models.CharField(max_length=10, choices=Standpoint.choices, blank=True)
    saved_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = ExpectationQuerySet.as_manager()

    class Privacy:
        identity = ("membership",)
        free_text = ("draft", "text")
        plain = ("round", "topic", "version", "standpoint", "saved_at", "sent_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "membership", "topic"], name="understanding_expectation_once"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="understanding_expectation_topic"),
            models.CheckConstraint(
                condition=Q(sent_at=None, text="") | (Q(sent_at__isnull=False) & ~Q(text="")),
                name="understanding_expectation_sent_has_text",
            ),
        ]

    def __str__(self) -> str:
        return f"Expectation {self.pk}"
