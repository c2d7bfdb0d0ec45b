"""What people write: drafts that are private, reflections and responses, and their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from core.editing import Versioned
from core.models import Record
from dialogues.enums import Manner, ReflectionKind
from dialogues.models.dialogues import Prompt, Seat
from participants.enums import Audience
from participants.models import Permitted
from projects.enums import TAKING_PART
from projects.models import Membership, where_current

if TYPE_CHECKING:
    from accounts.models import User


def reads(person: User, prefix: str = "") -> Q:
    """Their own words; others' after the reveal, by audience. `prefix` leads to the reflection (`responds_to__`)."""
    seats = Seat.objects.filter(person=person)
    leading = seats.filter(facilitates=True)
    audiences = (
        Q(**{f"{prefix}audience": Audience.PROJECT})
        | Q(**{f"{prefix}audience": Audience.DIALOGUE, f"{prefix}seat__dialogue__in": seats.values("dialogue")})
        | Q(**{f"{prefix}audience": Audience.FACILITATORS, f"{prefix}seat__dialogue__in": leading.values("dialogue")})
    )
    revealed = Q(**{f"{prefix}seat__dialogue__revealed_at__isnull": False})
    return Q(**{f"{prefix}seat__person": person}) | (revealed & audiences)


class Draft(Versioned, Permitted, Record):
    """Words not sent yet. A table of its own: what reads reflections cannot read drafts by mistake.

    A draft answers a prompt; or it is a new response to a reflection (`responds_to`); or it changes a response that
    was sent (`revises`). Of each of these a seat has one at a time.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="drafts")
    prompt = models.ForeignKey(Prompt, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=ReflectionKind.choices, default=ReflectionKind.FREE)
    saved_at = models.DateTimeField()
    responds_to = models.ForeignKey(
        "dialogues.Reflection", null=True, blank=True, on_delete=models.CASCADE, related_name="drafts_of_responses"
    )
    manner = models.CharField(max_length=8, choices=Manner.choices, blank=True)
    revises = models.OneToOneField(
        "dialogues.Reflection", null=True, blank=True, on_delete=models.CASCADE, related_name="revision"
    )

    class Privacy:
        free_text = ("text",)
        plain = ("seat", "prompt", "kind", "saved_at", "responds_to", "manner", "revises")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "prompt"], condition=Q(responds_to=None), name="dialogues_draft_once"
            ),
            models.UniqueConstraint(
                fields=["seat", "responds_to"],
                condition=Q(responds_to__isnull=False, revises=None),
                name="dialogues_draft_response_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    """Reflections as somebody reads them."""

    def visible_to(self, person: User) -> ReflectionQuerySet:
        """The word-visibility rule in SQL: the same answer as `policies.may_read`, for a whole list.

        One's own words always. A response of somebody else is read by whoever may read it and also what it responds
        to, since it may say the other's words again. Words taken back are read by nobody.
        """
        taking_part = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
        member = Q(seat__dialogue__project__in=taking_part.values("project"))
        answered = Q(responds_to=None) | reads(person, "responds_to__")
        mine = Q(seat__person=person)
        return self.filter(member & (mine | (reads(person) & answered)), withdrawn_at=None)


class ReflectionManager(models.Manager["Reflection"]):
    """Leaves the search index of the words in the database: no page reads it."""

    def get_queryset(self) -> models.QuerySet[Reflection]:
        return super().get_queryset().defer("search")


class Reflection(Versioned, Permitted, Record):
    """What a person sent to a prompt, with the permission they gave; or a response, which is one that answers another.

    `files_since` is from when the words could go into files, empty while they may not. `withdrawn_at`: their author
    took them back, and `text` is empty for good.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reflections")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="reflections")
    text = models.TextField()
    kind = models.CharField(max_length=12, choices=ReflectionKind.choices)
    sent_at = models.DateTimeField()
    responds_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="responses")
    manner = models.CharField(max_length=8, choices=Manner.choices, blank=True)
    files_since = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    search = models.GeneratedField(
        expression=SearchVector("text", config="clahrc"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ReflectionManager.from_queryset(ReflectionQuerySet)()

    class Privacy:
        free_text = ("text", "search")
        plain = (
            "seat",
            "prompt",
            "kind",
            "sent_at",
            "responds_to",
            "manner",
            "files_since",
            "withdrawn_at",
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "prompt"], condition=Q(responds_to=None), name="dialogues_reflection_once"
            ),
            models.CheckConstraint(
                condition=Q(responds_to=None, manner="") | (Q(responds_to__isnull=False) & ~Q(manner="")),
                name="dialogues_reflection_response_has_manner",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(text=""), name="dialogues_reflection_withdrawn_is_empty"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="dialogues_reflection_search")]

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
