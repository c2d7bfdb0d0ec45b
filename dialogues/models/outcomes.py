"""What a dialogue records of itself: agreements, kept disagreements, agreed actions, and looking back at them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from dialogues.enums import Standing
from dialogues.models.dialogues import Dialogue, Seat
from projects.enums import Standpoint


class Agreement(Submitted):
    """Something the dialogue agreed on, in the words it agreed to record."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="agreements")
    text = models.TextField(_("What we agreed"))

    class Privacy:
        free_text = ("text",)
        plain = ("dialogue",)

    def __str__(self) -> str:
        return f"Agreement {self.pk}"


class KeptDisagreement(Submitted):
    """A difference recorded and not forced to close, with the date the dialogue looks back at it."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="kept_disagreements")
    title = models.CharField(_("What we differ on"), max_length=200)
    look_back_on = models.DateField(_("We look back on"))
    standing = models.CharField(_("Where it stands now"), max_length=8, choices=Standing.choices, blank=True)

    class Privacy:
        free_text = ("title",)
        plain = ("dialogue", "look_back_on", "standing")

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


class AgreedAction(Submitted):
    """Something a seat took on, with the day it is due. `done_on` and `became` say what came of it."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="agreed_actions")
    owner = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="agreed_actions", verbose_name=_("Owner"))
    text = models.TextField(_("What will be done"))
    due_on = models.DateField(_("By"))
    done_on = models.DateField(null=True, blank=True)
    became = models.TextField(_("What came of it"), blank=True)

    class Privacy:
        free_text = ("text", "became")
        plain = ("dialogue", "owner", "due_on", "done_on")

    class Meta(Submitted.Meta):
        constraints = [*Submitted.Meta.constraints]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="dialogues_agreedaction_open"),
        ]

    def __str__(self) -> str:
        return f"Agreed action {self.pk}"


class LookBackNote(Submitted):
    """What a seat says when the dialogue looks back at its outcomes. Read by whoever sees the outcomes."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="look_back_notes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="look_back_notes")
    text = models.TextField(_("What has become of it"))
    looked_back_on = models.DateField()

    class Privacy:
        free_text = ("text",)
        plain = ("dialogue", "seat", "looked_back_on")

    def __str__(self) -> str:
        return f"Look-back {self.pk}"
