"""Conversations attached to a dialogue, as turns by speaker."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
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


class TranscriptVersion(Submitted):
    """The text of a transcript as it was made once: its turns, joined by line breaks. People read the newest.

    The database refuses to change it. A correction is a new version; who its speakers are is kept apart.
    """

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()

    class Privacy:
        plain = ("transcript", "number")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["transcript", "number"], name="dialogues_transcriptversion_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.transcript_id}, version {self.number}"


class Turn(Record):
    """One speaker's stretch of one version of a transcript. `starts_at` is in seconds from the beginning.

    It stands in the text from `begins` up to `ends`, in code points. The database lets its text only become empty,
    where its speaker takes the words back; nothing else moves then.
    """

    version = models.ForeignKey(TranscriptVersion, on_delete=models.CASCADE, related_name="turns")
    position = models.PositiveIntegerField()
    speaker = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="turns")
    starts_at = models.PositiveIntegerField(null=True)
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    text = models.TextField()

    class Privacy:
        free_text = ("text",)
        pseudonym = ("speaker",)
        plain = ("version", "position", "starts_at", "begins", "ends")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="dialogues_turn_position_once"),
            models.CheckConstraint(
                condition=Q(text="") | Q(ends=F("begins") + Length("text")), name="dialogues_turn_stands_in_text"
            ),
        ]
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
