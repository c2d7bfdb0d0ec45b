"""Somebody who has written much and is about to leave, for tests."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from dialogues.models import Agreement, Draft, LookBackNote, Reflection, SpeakerSeat
from glossary.models import Term
from participants.actions.withdrawing import withdraw
from participants.enums import Scope
from participants.models import Identity, Participant, Withdrawal
from participants.queries.withdrawing import effects, mark_of
from projects.models import Membership, Project
from tensions.models import Tension
from tests.contributions import contributing
from tests.dialogues import transcribed
from tests.reports import rows
from understanding.models import Aim, AimSignature, ExpectationRound, PulseRound

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


def much_in_project(project: Project, dee: User, amara: User, reflection: Reflection | None = None) -> dict[str, Any]:
    """What Dee wrote outside dialogues: expectations and a draft, an open pulse, contributions with her answer."""
    place = Membership.objects.get(project=project, person=dee)
    asked = ExpectationRound.objects.create(project=project, number=1, submitted_by=amara)
    now = timezone.now()
    asked.expectations.create(
        membership=place, topic="purpose", text=f"{SECRET} hope", standpoint="patient", sent_at=now
    )
    asked.expectations.create(membership=place, topic="value", draft=f"{SECRET} not sent", saved_at=now)
    pulse = PulseRound.objects.create(project=project, number=1, submitted_by=amara, closes_on=timezone.localdate())
    pulse.answers.create(
        membership=place, standpoint="patient", answers={"voice": f"{SECRET} 3"}, note=f"{SECRET} pulse"
    )
    aim = Aim.objects.create(project=project, number=1, text="We breathe together.", submitted_by=amara)
    AimSignature.objects.create(aim=aim, membership=place, standpoint="patient")
    tension = Tension.objects.create(
        project=project, nature="tension", challenge="pace", title="Too fast", submitted_by=dee
    )
    term = Term.objects.create(project=project, name="Outcome", submitted_by=amara)
    term.definitions.create(basis="lived", text="What is left.", submitted_by=dee)
    row = contributing.told(contributing.made(project, dee, said=f"{SECRET} said"), amara, feedback=f"{SECRET} for Dee")
    contributing.replied(row, dee, settled=False, text=f"{SECRET} no")
    made = {"tension": tension, "by_hand": row}
    if reflection is not None:
        rows.seat(reflection.seat.dialogue, amara, "academic")
        made["taken"] = contributing.taken(reflection, amara, said=f"{SECRET} taken up")
    return made


def spoken(reflection: Reflection) -> dict[str, Any]:
    """A transcript in which a speaker is known to be this seat, and somebody else speaks too."""
    dialogue = reflection.seat.dialogue
    script = transcribed.transcript(dialogue)
    me = Participant.objects.create(project=dialogue.project, pseudonym="Dee M")
    other = Participant.objects.create(project=dialogue.project, pseudonym="Somebody else")
    Identity.objects.create(participant=me, full_name="Dee Marsh", note="Called Dee Marsh")
    SpeakerSeat.objects.create(transcript=script, speaker=me, seat=reflection.seat)
    turn, theirs = transcribed.version(script, (me, f"{SECRET} said"), (other, "Somebody else said this."))
    return {"turn": turn, "theirs": theirs, "speaker": me}


def ago(**span: int) -> Any:
    """A moment before now."""
    return timezone.now() - timedelta(**span)
