"""A dialogue, what it asks, what it does in which order, and who sits in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import NameRule
from core.models import Record, Submitted
from dialogues.enums import REPORTED, STATE_TAGS, DialogueState, Rsvp, Theme
from projects.enums import TAKING_PART, Standpoint
from projects.models import Membership, Project, where_current

if TYPE_CHECKING:
    from accounts.models import User


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    """Dialogues as somebody sees them."""

    def visible_to(self, person: User) -> DialogueQuerySet:
        """Those of projects in which this person takes part. Administrators and observers see none."""
        mine = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
        return self.filter(project__in=mine.values("project"))


class Dialogue(Submitted):
    """A reflexive dialogue. `revealed_at` is the moment the blind reflections open to each other.

    `sequence` rises whenever what stands in people's calendars changes; `version` whenever its plan does.
    `look_back_on` is when its outcomes come back to its seats.
    """

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
    prompt_set = models.CharField(max_length=160, blank=True, editable=False)
    ground_rules = models.TextField(_("Ground rules"), blank=True)
    look_back_on = models.DateField(_("We look back on"), null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DialogueQuerySet.as_manager()

    class Privacy:
        free_text = ("title", "purpose", "place", "join_link", "ground_rules", "prompt_set")
        plain = (
            "project",
            "state",
            "meets_at",
            "time_zone",
            "writing_ends_at",
            "reveal_at",
            "revealed_at",
            "look_back_on",
            "held_at",
            "closed_at",
            "sequence",
            "version",
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
            models.Index(
                fields=["look_back_on"],
                condition=Q(look_back_on__isnull=False),
                name="dialogues_dialogue_look_back",
            ),
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

    @property
    def is_planned(self) -> bool:
        """Has writing not begun?"""
        return self.state == DialogueState.PLANNED

    @property
    def is_open(self) -> bool:
        """Open for writing, and the group has not met yet."""
        return self.state == DialogueState.OPEN

    @property
    def is_closed(self) -> bool:
        """Can nothing be added any more?"""
        return self.state == DialogueState.CLOSED

    @property
    def is_reported(self) -> bool:
        """Held or closed: its report can be read."""
        return self.state in REPORTED

    @property
    def state_tag(self) -> str:
        """The kind of tag that says its state."""
        return STATE_TAGS[self.state]

    def takes_writing(self, now: datetime) -> bool:
        """May seats still write?"""
        return self.is_open and now < self.writing_ends_at


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


class AgendaItem(Record):
    """A step of a dialogue's meeting and how long it takes, in minutes. `covered`: the group came to it."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("What"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("Minutes"))
    covered = models.BooleanField(default=False)

    class Privacy:
        free_text = ("title",)
        plain = ("dialogue", "position", "minutes", "covered")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "position"], name="dialogues_agendaitem_position_once")
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Seat(Record):
    """A person's place in one dialogue, with its name rule. The standpoint is that of the day the seat was given.

    The name rule is copied from the membership and follows it; where it is empty, the person's profile counts.
    `told_sequence` is the `sequence` of the last calendar entry that was sent for it; empty: none was.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    standpoint = models.CharField(max_length=10, choices=Standpoint.choices)
    facilitates = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    name_rule = models.CharField(max_length=12, choices=NameRule.choices, blank=True)
    pseudonym = models.CharField(max_length=60, blank=True)
    rsvp = models.CharField(_("Will you come?"), max_length=6, choices=Rsvp.choices, blank=True)
    rsvp_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField(null=True)
    told_sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Privacy:
        identity = ("person",)
        pseudonym = ("pseudonym",)
        plain = (
            "dialogue",
            "standpoint",
            "facilitates",
            "sent_at",
            "name_rule",
            "rsvp",
            "rsvp_at",
            "attended",
            "told_sequence",
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dialogue", "person"], name="dialogues_seat_once")]

    def __str__(self) -> str:
        return f"Seat of a {self.get_standpoint_display()}"

    def named(self) -> str:
        """The name of whoever holds it, as they chose it for this project; needs `person` fetched."""
        standpoint = str(Standpoint(self.standpoint).label)
        return self.person.named(standpoint, rule=self.name_rule, pseudonym=self.pseudonym)
