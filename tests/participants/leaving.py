"""Somebody who has written much and is about to leave, for tests."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from dialogues.models import Agreement, Draft, LookBackNote, Reflection, SpeakerSeat, Transcript, Turn
from participants.actions.withdrawing import withdraw
from participants.enums import Scope
from participants.models import Identity, Participant, Withdrawal
from participants.queries.withdrawing import effects, mark_of
from projects.models import Project
from tests.reports import rows

SECRET = "kingfisher"


def leave(project: Project, person: User, scope: Scope = Scope.WORDS) -> Withdrawal:
    """As the pages do: with the mark of what is shown now."""
    seen = mark_of(effects(person, project, scope))
    return withdraw(project, scope=scope, seen=seen, token=uuid.uuid4(), by=person)


def told(project: Project, person: User, scope: Scope = Scope.WORDS) -> list[str]:
    """The sentences of the preview."""
    return [effect.sentence for effect in effects(person, project, scope)]


def much(project: Project, dee: User, chen: User, **permission: Any) -> dict[str, Any]:
    """Two reflections and a response of Dee with versions, a draft, an empty seat, a turn, a note; Chen answers her."""
    first, second = rows.dialogue(project), rows.dialogue(project, title="Second look")
    one = rows.reflection(first, dee, f"{SECRET} one", **permission)
    two = rows.reflection(second, dee, f"{SECRET} two", **permission)
    chens = rows.reflection(first, chen, "Chen wrote this.")
    response = rows.reflection(first, dee, f"{SECRET} three", responds_to=chens, manner="asks", prompt=chens.prompt)
    for row in (one, two, response):
        row.versions.create(number=1, text=f"{SECRET} before")
    answer = rows.reflection(first, chen, "Chen answers.", responds_to=one, manner="builds", prompt=one.prompt)
    third = rows.dialogue(project, title="Not yet", revealed=False)
    seat = rows.seat(third, dee)
    Draft.objects.create(seat=seat, prompt=third.prompts.get(), text=f"{SECRET} draft", saved_at=timezone.now())
    Draft.objects.create(
        seat=one.seat, prompt=one.prompt, responds_to=chens, manner="asks", text="  ", saved_at=timezone.now()
    )
    LookBackNote.objects.create(
        dialogue=first, seat=one.seat, text=f"{SECRET} note", looked_back_on=timezone.localdate(), submitted_by=dee
    )
    Agreement.objects.create(dialogue=first, text="We meet weekly.", submitted_by=chen)
    return {"one": one, "two": two, "response": response, "answer": answer, "chens": chens, "free": seat} | spoken(one)


def spoken(reflection: Reflection) -> dict[str, Any]:
    """A transcript in which a speaker is known to be this seat, and somebody else speaks too."""
    dialogue = reflection.seat.dialogue
    script = Transcript.objects.create(dialogue=dialogue, title="Talk", submitted_by=dialogue.submitted_by)
    me = Participant.objects.create(project=dialogue.project, pseudonym="Dee M")
    other = Participant.objects.create(project=dialogue.project, pseudonym="Somebody else")
    Identity.objects.create(participant=me, full_name="Dee Marsh", note="Called Dee Marsh")
    SpeakerSeat.objects.create(transcript=script, speaker=me, seat=reflection.seat)
    turn = Turn.objects.create(transcript=script, position=1, speaker=me, text=f"{SECRET} said")
    theirs = Turn.objects.create(transcript=script, position=2, speaker=other, text="Somebody else said this.")
    return {"turn": turn, "theirs": theirs, "speaker": me}


def ago(**span: int) -> Any:
    """A moment before now."""
    return timezone.now() - timedelta(**span)
