"""Conversations attached to a dialogue, as turns by speaker."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from dialogues.models.dialogues import Dialogue, Seat
from participants.models import Participant


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


class SpeakerSeat(Record):
    """Which seat a speaker of a transcript is. Their turns are then shown under the name of the seat."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="speaker_seats")
    speaker = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="speaker_seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="speaker_seats")

    class Privacy:
        identity = ("seat",)
        pseudonym = ("speaker",)
        plain = ("transcript",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transcript", "speaker"], name="dialogues_speakerseat_once")]

    def __str__(self) -> str:
        return f"Speaker {self.speaker_id} of {self.transcript_id}"
