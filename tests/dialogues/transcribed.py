"""The least rows that a transcript can be made of."""

from __future__ import annotations

from dialogues.measures.stretches import stretches
from dialogues.models import Dialogue, Transcript, Turn
from participants.models import Participant


def transcript(dialogue: Dialogue) -> Transcript:
    """A conversation without a text yet."""
    return Transcript.objects.create(dialogue=dialogue, title="Talk", submitted_by=dialogue.submitted_by)


def version(script: Transcript, *spoken: tuple[Participant, str]) -> list[Turn]:
    """The turns of its next version: who spoke, and what."""
    made = script.versions.create(number=script.versions.count() + 1, submitted_by=script.submitted_by)
    places = stretches(text for _speaker, text in spoken)
    return [
        Turn.objects.create(version=made, position=position, speaker=speaker, begins=begins, ends=ends, text=text)
        for position, ((speaker, text), (begins, ends)) in enumerate(zip(spoken, places, strict=True), start=1)
    ]
