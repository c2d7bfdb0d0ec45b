"""Attaching a conversation to a dialogue."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.models import once
from dialogues import events
from dialogues.formats.transcripts import SpokenTurn
from dialogues.models import Dialogue, Transcript, Turn
from dialogues.policies import dialogues as policies
from participants.models import Identity, Participant
from projects.models import Project


def attach_transcript(
    dialogue: Dialogue,
    *,
    token: UUID,
    fields: dict[str, str],
    turns: list[SpokenTurn],
    keep_names: bool,
    by: User,
) -> Transcript:
    """Store the turns, and a participant for each speaker. The same form sent twice attaches it once.

    `fields` are title and credit. With `keep_names` a participant is known by the name in the file. Otherwise by
    "Speaker 1" and so on, and the name goes into the table of identities. Raises Refused in a closed project.
    """
    policies.check_edit(dialogue)

    def make() -> Transcript:
        transcript = Transcript.objects.create(dialogue=dialogue, submitted_by=by, form_token=token, **fields)
        names = list(dict.fromkeys(turn.speaker for turn in turns))
        speakers = _named(dialogue.project, names) if keep_names else _numbered(dialogue.project, names)
        _store(transcript, turns, speakers)
        counts = {"turns": len(turns), "speakers": len(speakers)}
        record(events.TRANSCRIPT_ATTACHED, by=by, project=dialogue.project, target=transcript, **counts)
        return transcript

    with transaction.atomic():
        # Two files at once must not both make "Speaker 1".
        Project.objects.select_for_update().get(pk=dialogue.project_id)
        return once(Transcript, by=by, token=token, make=make)[0]


def _store(transcript: Transcript, turns: list[SpokenTurn], speakers: dict[str, Participant]) -> None:
    Turn.objects.bulk_create(
        Turn(
            transcript=transcript,
            position=position,
            speaker=speakers[turn.speaker],
            starts_at=turn.starts_at,
            text=turn.text,
        )
        for position, turn in enumerate(turns, start=1)
    )


def _named(project: Project, names: list[str]) -> dict[str, Participant]:
    """Participants known by the name itself."""
    return {name: Participant.objects.get_or_create(project=project, pseudonym=name)[0] for name in names}


def _numbered(project: Project, names: list[str]) -> dict[str, Participant]:
    """Participants known by a number. A name this project has met before is the same participant."""
    known = Participant.objects.filter(project=project, identity__full_name__in=names).select_related("identity")
    speakers = {participant.identity.full_name: participant for participant in known}
    taken = set(Participant.objects.filter(project=project).values_list("pseudonym", flat=True))
    free = (label for number in range(1, len(taken) + len(names) + 1) if (label := _speaker(number)) not in taken)
    for name in names:
        if name not in speakers:
            speakers[name] = Participant.objects.create(project=project, pseudonym=next(free))
            Identity.objects.create(participant=speakers[name], full_name=name)
    return speakers


def _speaker(number: int) -> str:
    """The name of a speaker whose name is not shown."""
    return _("Speaker %(number)s") % {"number": number}
