"""Attaching a conversation to a dialogue, saying who speaks in it, and taking it away."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from dialogues import events
from dialogues.formats.captions import is_label
from dialogues.formats.transcripts import SpokenTurn
from dialogues.measures.stretches import stretches
from dialogues.models import Dialogue, Seat, SpeakerSeat, Transcript, TranscriptVersion, Turn
from dialogues.policies import dialogues as policies
from dialogues.queries.transcripts import free_pseudonyms, is_numbered, turns_of
from participants.models import Identity, Participant
from projects.models import Project
from projects.policies.projects import check_open as check_project


def attach_transcript(
    dialogue: Dialogue,
    *,
    token: UUID,
    fields: dict[str, str],
    turns: list[SpokenTurn],
    keep_names: bool,
    by: User,
) -> Transcript:
    """Store the turns as version 1 of its text, and a participant for each speaker. Sent twice, it attaches once.

    `fields` are title and credit. With `keep_names` a participant is known by the name in the file. Otherwise by
    "Speaker 1" and so on, and the name goes into the table of identities. Raises Refused in a closed project.
    """
    policies.check_edit(dialogue)

    def make() -> Transcript:
        transcript = Transcript.objects.create(dialogue=dialogue, submitted_by=by, form_token=token, **fields)
        names = list(dict.fromkeys(turn.speaker for turn in turns))
        speakers = _speakers(dialogue.project, names, keep_names=keep_names)
        version = TranscriptVersion.objects.create(transcript=transcript, number=1, submitted_by=by, form_token=token)
        _store_turns(version, turns, speakers)
        counts = {"turns": len(turns), "speakers": len(speakers)}
        record(events.TRANSCRIPT_ATTACHED, by=by, project=dialogue.project, target=transcript, **counts)
        return transcript

    with transaction.atomic():
        # Two files at once must not both make "Speaker 1".
        Project.objects.select_for_update().get(pk=dialogue.project_id)
        return once(Transcript, by=by, token=token, make=make)[0]


def _store_turns(version: TranscriptVersion, turns: list[SpokenTurn], speakers: dict[str, Participant]) -> None:
    places = stretches(turn.text for turn in turns)
    Turn.objects.bulk_create(
        Turn(
            version=version,
            position=position,
            speaker=speakers[turn.speaker],
            starts_at=turn.starts_at,
            begins=begins,
            ends=ends,
            text=turn.text,
        )
        for position, (turn, (begins, ends)) in enumerate(zip(turns, places, strict=True), start=1)
    )


def _speakers(project: Project, names: list[str], *, keep_names: bool) -> dict[str, Participant]:
    """A participant for each speaker. A label such as "0" is nobody's name: it is a new participant in each file."""
    real = [name for name in names if not is_label(name)]
    speakers = _named(project, real) if keep_names else _numbered(project, real)
    for name in names:
        if name not in speakers:
            speakers[name] = Participant.objects.create(project=project, pseudonym=free_pseudonyms(project.pk, 1)[0])
    return speakers


def _named(project: Project, names: list[str]) -> dict[str, Participant]:
    """Participants known by the name itself; who holds a seat stays the participant they are, whose name is theirs."""
    seated = Participant.objects.filter(project=project, identity__full_name__in=names, speaker_seats__isnull=False)
    speakers = {row.identity.full_name: row for row in seated.select_related("identity").distinct()}
    for name in names:
        if name not in speakers:
            speakers[name] = Participant.objects.get_or_create(project=project, pseudonym=name)[0]
    return speakers


def _numbered(project: Project, names: list[str]) -> dict[str, Participant]:
    """Participants known by a number. A name this project has met before is the same participant."""
    known = Participant.objects.filter(project=project, identity__full_name__in=names).select_related("identity")
    speakers = {participant.identity.full_name: participant for participant in known}
    unknown = [name for name in names if name not in speakers]
    for name, label in zip(unknown, free_pseudonyms(project.pk, len(unknown)), strict=True):
        speakers[name] = Participant.objects.create(project=project, pseudonym=label)
        Identity.objects.create(participant=speakers[name], full_name=name)
    return speakers


@transaction.atomic
def map_speakers(transcript: Transcript, *, chosen: dict[UUID, Seat | None], by: User) -> None:
    """Say which seats the speakers hold whom people read; None leaves the pseudonym. Only seats of this dialogue.

    Whoever holds a seat is named as they chose, so a name from the file goes into the table of identities and a
    number takes its place, in every transcript. Raises Refused in a closed project; a closed dialogue can still be
    put right.
    """
    project = Project.objects.select_for_update().get(pk=transcript.dialogue.project_id)
    check_project(project)
    speaking = set(turns_of(transcript).order_by().values_list("speaker", flat=True).distinct())
    rows = transcript.speaker_seats.filter(speaker__in=speaking)
    stored = dict(rows.values_list("speaker", "seat"))
    seats = {key: seat.pk for key, seat in chosen.items() if seat and seat.dialogue_id == transcript.dialogue_id}
    wanted = {key: seat for key, seat in seats.items() if key in speaking}
    if wanted == stored:
        return
    rows.delete()
    SpeakerSeat.objects.bulk_create(
        SpeakerSeat(transcript=transcript, speaker_id=key, seat_id=seat) for key, seat in wanted.items()
    )
    _hide_names(project, wanted)
    record(events.SPEAKERS_MAPPED, by=by, project=project, target=transcript, seats=len(wanted))


def _hide_names(project: Project, speakers: Iterable[UUID]) -> None:
    """A participant without an identity is known by the name in the file: it becomes the identity."""
    for participant in Participant.objects.filter(pk__in=list(speakers), identity=None):
        if not is_numbered(participant):
            Identity.objects.create(participant=participant, full_name=participant.pseudonym)
            participant.pseudonym = free_pseudonyms(project.pk, 1)[0]
            participant.save(update_fields=["pseudonym"])


@transaction.atomic
def remove_transcript(transcript: Transcript, *, by: User) -> None:
    """Take it away for good, all its versions and the participants who speak nowhere else.

    Raises Refused in a closed project.
    """
    project = Project.objects.select_for_update().get(pk=transcript.dialogue.project_id)
    check_project(project)
    speaking = list(Participant.objects.filter(turns__version__transcript=transcript).values_list("pk", flat=True))
    turns = turns_of(transcript).count()
    if Transcript.objects.filter(pk=transcript.pk).delete()[0]:
        Participant.objects.filter(pk__in=speaking, turns=None).delete()
        record(events.TRANSCRIPT_REMOVED, by=by, project=project, target=transcript, turns=turns)
