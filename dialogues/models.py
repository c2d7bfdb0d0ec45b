"""Dialogues: prompts put to seats, drafts that are private, reflections that are revealed together, outcomes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from dialogues.enums import DialogueState, ReflectionKind, Theme
from participants.enums import Audience
from participants.models import Participant, Permitted
from projects.enums import TAKING_PART, Standpoint
from projects.models import Membership, Project
from projects.models import current as current_membership

if TYPE_CHECKING:
    from accounts.models import User


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    """Dialogues as somebody sees them."""

    def visible_to(self, person: User) -> DialogueQuerySet:
        """Those of projects in which this person takes part. Administrators and observers see none."""
        mine = Membership.objects.filter(current_membership(), person=person, role__in=TAKING_PART)
        return self.filter(project__in=mine.values("project"))


class Dialogue(Submitted):
    """A reflexive dialogue. `revealed_at` is the moment the blind reflections open to each other."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="dialogues")
    title = models.CharField(_("Title"), max_length=200)
    purpose = models.TextField(_("Purpose"), blank=True)
    state = models.CharField(max_length=8, choices=DialogueState.choices, default=DialogueState.PLANNED)
    meets_at = models.DateTimeField(_("When we meet"), null=True, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/London")
    place = models.CharField(_("Place"), max_length=200, blank=True)
    join_link = models.URLField(_("Link to join"), blank=True, max_length=500)
    writing_ends_at = models.DateTimeField(_("Writing ends"))
    reveal_at = models.DateTimeField(_("Reveal by itself at"), null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True, editable=False)
    prompt_set = models.CharField(max_length=60, blank=True, editable=False)

    objects = DialogueQuerySet.as_manager()

    class Privacy:
        free_text = ("title", "purpose", "place", "join_link")
        plain = (
            "project",
            "state",
            "meets_at",
            "time_zone",
            "writing_ends_at",
            "reveal_at",
            "revealed_at",
            "prompt_set",
        )

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=DialogueState.values), name="dialogues_dialogue_state"),
            models.CheckConstraint(
                condition=~Q(state=DialogueState.PLANNED) | Q(revealed_at=None),
                name="dialogues_dialogue_planned_is_blind",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-writing_ends_at"], name="dialogues_dialogue_project"),
            models.Index(
                fields=["reveal_at"],
                condition=Q(state__in=["open", "held"], revealed_at=None),
                name="dialogues_dialogue_reveal_due",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dialogues:dialogue_detail", args=[self.project_id, self.pk])

    @property
    def is_revealed(self) -> bool:
        """Have the reflections opened to each other?"""
        return self.revealed_at is not None

    def takes_writing(self, now: datetime) -> bool:
        """May seats still write?"""
        return self.state == DialogueState.OPEN and now < self.writing_ends_at


class Prompt(Record):
    """A question put to every seat of one dialogue, with its plain-language twin."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="prompts")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Prompt"), max_length=300)
    plain_text = models.CharField(_("In plain words"), max_length=300, blank=True)
    theme = models.CharField(max_length=12, choices=Theme.choices, blank=True)

    class Privacy:
        free_text = ("text", "plain_text")
        plain = ("dialogue", "position", "theme")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialogue", "position"], name="dialogues_prompt_position_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class Seat(Record):
    """A person's place in one dialogue. The standpoint is that of the day the seat was given."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    standpoint = models.CharField(max_length=10, choices=Standpoint.choices)
    facilitates = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        identity = ("person",)
        plain = ("dialogue", "standpoint", "facilitates", "sent_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialogue", "person"], name="dialogues_seat_once")]

    def __str__(self) -> str:
        return f"Seat of a {self.get_standpoint_display()}"


class Draft(Permitted, Record):
    """Words not sent yet. A table of its own: what reads reflections cannot read drafts by mistake."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="drafts")
    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=ReflectionKind.choices, default=ReflectionKind.FREE)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Privacy:
        free_text = ("text",)
        plain = ("seat", "prompt", "kind", "version", "saved_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "prompt"], name="dialogues_draft_once")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    """Reflections as somebody reads them."""

    def visible_to(self, person: User) -> ReflectionQuerySet:
        """The word-visibility rule in SQL: the same answer as `policies.may_read`, for a whole list."""
        seats = Seat.objects.filter(person=person)
        taking_part = Membership.objects.filter(current_membership(), person=person, role__in=TAKING_PART)
        revealed = Q(seat__dialogue__revealed_at__isnull=False)
        reads = (
            Q(audience=Audience.PROJECT)
            | Q(audience=Audience.DIALOGUE, seat__dialogue__in=seats.values("dialogue"))
            | Q(audience=Audience.FACILITATORS, seat__dialogue__in=seats.filter(facilitates=True).values("dialogue"))
        )
        member = Q(seat__dialogue__project__in=taking_part.values("project"))
        return self.filter(member & (Q(seat__person=person) | (revealed & reads)))


class Reflection(Permitted, Record):
    """What a person sent to a prompt, with the permission they gave."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reflections")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="reflections")
    text = models.TextField()
    kind = models.CharField(max_length=12, choices=ReflectionKind.choices)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()

    objects = ReflectionQuerySet.as_manager()

    class Privacy:
        free_text = ("text",)
        plain = ("seat", "prompt", "kind", "version", "sent_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "prompt"], name="dialogues_reflection_once")]

    def __str__(self) -> str:
        return f"Reflection {self.pk}"


class ReflectionVersion(Record):
    """A reflection's words as they were sent once. Only its author reads it."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Privacy:
        free_text = ("text",)
        plain = ("reflection", "number")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reflection", "number"], name="dialogues_version_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class KeptDisagreement(Submitted):
    """A difference recorded and not forced to close, with the date the dialogue looks back at it."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="kept_disagreements")
    title = models.CharField(_("What we differ on"), max_length=200)
    look_back_on = models.DateField(_("We look back on"))

    class Privacy:
        free_text = ("title",)
        plain = ("dialogue", "look_back_on")

    def __str__(self) -> str:
        return self.title


class Position(Record):
    """One side of a kept disagreement, in words the dialogue agreed to record. Sides have no order of worth."""

    disagreement = models.ForeignKey(KeptDisagreement, on_delete=models.CASCADE, related_name="positions")
    held_by = models.CharField(_("Held by"), max_length=10, choices=Standpoint.choices)
    text = models.TextField(_("Position"))

    class Privacy:
        free_text = ("text",)
        plain = ("disagreement", "held_by")

    class Meta:
        ordering = ["held_by", "created_at"]

    def __str__(self) -> str:
        return f"Position of a {self.get_held_by_display()}"


class Transcript(Submitted):
    """A conversation attached to a dialogue as turns by speaker, with its source and licence where it is not ours."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="transcripts")
    title = models.CharField(_("Title"), max_length=200)
    credit = models.CharField(_("Source and licence"), max_length=300, blank=True)

    class Privacy:
        free_text = ("title", "credit")
        plain = ("dialogue",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dialogues:transcript_detail", args=[self.dialogue.project_id, self.dialogue_id, self.pk])


class Turn(Record):
    """One speaker's stretch of a transcript. `starts_at` is in seconds from its beginning."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="turns")
    position = models.PositiveIntegerField()
    speaker = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="turns")
    starts_at = models.PositiveIntegerField(null=True)
    text = models.TextField()

    class Privacy:
        free_text = ("text",)
        pseudonym = ("speaker",)
        plain = ("transcript", "position", "starts_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transcript", "position"], name="dialogues_turn_position_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"Turn {self.position}"
