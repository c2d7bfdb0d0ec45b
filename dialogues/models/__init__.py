"""Dialogues: prompts put to seats, drafts that are private, reflections that are revealed together, outcomes."""

from dialogues.models.dialogues import AgendaItem, Dialogue, DialogueQuerySet, Prompt, Seat
from dialogues.models.origins import ContributionOrigin, TensionOrigin
from dialogues.models.outcomes import AgreedAction, Agreement, KeptDisagreement, LookBackNote, Position
from dialogues.models.prompts import PromptSet, PromptSetVersion, SetPrompt
from dialogues.models.transcripts import SpeakerSeat, Transcript, TranscriptVersion, Turn
from dialogues.models.words import Draft, Reflection, ReflectionQuerySet, ReflectionVersion

__all__ = [
    "AgendaItem",
    "AgreedAction",
    "Agreement",
    "ContributionOrigin",
    "Dialogue",
    "DialogueQuerySet",
    "Draft",
    "KeptDisagreement",
    "LookBackNote",
    "Position",
    "Prompt",
    "PromptSet",
    "PromptSetVersion",
    "Reflection",
    "ReflectionQuerySet",
    "ReflectionVersion",
    "Seat",
    "SetPrompt",
    "SpeakerSeat",
    "TensionOrigin",
    "Transcript",
    "TranscriptVersion",
    "Turn",
]
