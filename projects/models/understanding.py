"""Shared understanding: the aim, what each expects, the pace, and what words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from projects.enums import TAKING_PART, KnowledgeBasis, RoundState, Standpoint, Topic
from projects.models.projects import InProject, Membership, Project, current

if TYPE_CHECKING:
    from accounts.models import User


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
            models.UniqueConstraint(fields=["project", "number"], name="projects_aim_number"),
            models.CheckConstraint(condition=~Q(text=""), name="projects_aim_has_text"),
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
        constraints = [models.UniqueConstraint(fields=["aim", "membership"], name="projects_aimsignature_once")]

    def __str__(self) -> str:
        return f"Signed from the standpoint {self.standpoint}"


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
            models.UniqueConstraint(fields=["project", "number"], name="projects_expectationround_number"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=RoundState.OPEN), name="projects_expectationround_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="projects_expectationround_state"),
            models.CheckConstraint(
                condition=Q(state=RoundState.REVEALED, revealed_at__isnull=False)
                | Q(state=RoundState.OPEN, revealed_at=None),
                name="projects_expectationround_revealed",
            ),
        ]

    def __str__(self) -> str:
        return f"Expectations, round {self.number}"


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    """Expectations as somebody reads them."""

    def visible_to(self, person: User) -> ExpectationQuerySet:
        """One's own; those of others once they are sent and revealed, by whoever takes part today."""
        taking_part = Membership.objects.filter(current(), person=person, role__in=TAKING_PART)
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
            models.UniqueConstraint(fields=["round", "membership", "topic"], name="projects_expectation_once"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="projects_expectation_topic"),
            models.CheckConstraint(
                condition=Q(sent_at=None, text="") | (Q(sent_at__isnull=False) & ~Q(text="")),
                name="projects_expectation_sent_has_text",
            ),
        ]

    def __str__(self) -> str:
        return f"Expectation {self.pk}"


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


class TermQuerySet(InProject["Term"]):
    """Terms as somebody sees them."""


class Term(Submitted):
    """A word of the glossary. It can mean several things, none of them the right one."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(_("Word"), max_length=80)

    objects = TermQuerySet.as_manager()

    class Privacy:
        free_text = ("name",)
        plain = ("project",)

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(F("project"), Lower("name"), name="projects_term_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Definition(Submitted):
    """What a word means from one knowledge basis, and the same in plain words."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="definitions")
    basis = models.CharField(_("Known from"), max_length=12, choices=KnowledgeBasis.choices)
    text = models.TextField(_("What it means"))
    plain_text = models.TextField(_("In plain words"), blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Privacy:
        identity = ("changed_by",)
        free_text = ("text", "plain_text")
        plain = ("term", "basis", "version")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(basis__in=KnowledgeBasis.values), name="projects_definition_basis"),
        ]

    def __str__(self) -> str:
        return f"Definition {self.pk}"
