"""The register of tensions and barriers of the demo, with every step on its day."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story import tensions as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from dialogues.actions.tensions import raise_from
from dialogues.models import KeptDisagreement
from projects.actions.tensions import Difficulty, close, escalate, raise_tension, take_step
from projects.enums import Challenge, Nature, TensionState
from projects.models import Membership, Project, Tension


def tell(project: Project, people: People) -> None:
    """All of them, and the one that comes from a dialogue."""
    for trouble in story.TENSIONS:
        tension = raise_one(project, trouble, people)
        for happened in trouble.steps:
            with on_day(happened.day, hour=14):
                follow(tension, happened, people)
    raise_kept(project, people)


def raise_one(project: Project, trouble: story.Trouble, people: People) -> Tension:
    """As it was raised, by whoever raised it; a coordinator chose the owner where it is somebody else."""
    owner = Membership.objects.filter(project=project, person=people[trouble.owner]).first() if trouble.owner else None
    told = Difficulty(
        nature=Nature(trouble.nature),
        challenge=Challenge(trouble.challenge),
        title=trouble.title,
        text=trouble.text,
        borne_by=list(trouble.borne_by),
        owner=owner,
    )
    by = people[trouble.by if trouble.owner in {"", trouble.by} else "amara"]
    with on_day(trouble.raised):
        return raise_tension(project, told=told, token=uuid4(), by=by)


def follow(tension: Tension, happened: story.Happened, people: People) -> None:
    """One step, or one change of state."""
    by, token = people[happened.by], uuid4()
    if happened.to == TensionState.ESCALATED:
        escalate(tension, to=happened.body, why=happened.text, token=token, by=by)
    elif happened.to:
        close(tension, to=TensionState(happened.to), why=happened.text, token=token, by=by)
    else:
        take_step(tension, text=happened.text, taken_on=timezone.localdate(), token=token, by=by)


def raise_kept(project: Project, people: People) -> None:
    """What a dialogue kept as a disagreement goes into the register too."""
    day, key, challenge = story.FROM_DIALOGUE
    kept = KeptDisagreement.objects.select_related("dialogue__project").filter(dialogue__project=project).first()
    if kept is None:
        return
    held_by = sorted(kept.positions.values_list("held_by", flat=True))
    told = Difficulty(Nature.TENSION, Challenge(challenge), kept.title, "", held_by)
    with on_day(day):
        raise_from(kept, told=told, token=uuid4(), by=people[key])
