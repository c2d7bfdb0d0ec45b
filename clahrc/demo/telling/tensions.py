"""The register of tensions and barriers, with every step on its day."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story.tensions import TENSION_FROM_DIALOGUE, TENSIONS, TensionStepStory, TensionStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from dialogues.actions.tensions import raise_from_disagreement
from dialogues.models import KeptDisagreement
from projects.models import Membership, Project
from tensions.actions import Difficulty, close_tension, escalate_tension, raise_tension, take_step
from tensions.enums import Challenge, Nature, TensionState
from tensions.models import Tension


def tell_tensions(project: Project, people: People) -> None:
    """Each with its steps, and the one that comes from a dialogue."""
    for story in TENSIONS:
        tension = raise_by_hand(project, story, people)
        for step in story.steps:
            with on_day(step.day, hour=14):
                tell_step(tension, step, people)
    raise_from_dialogue(project, people)


def raise_by_hand(project: Project, story: TensionStory, people: People) -> Tension:
    """Whoever is concerned raises it; the coordinator does, and chooses the owner, where that is somebody else."""
    owner = Membership.objects.filter(project=project, person=people[story.owner]).first() if story.owner else None
    difficulty = Difficulty(
        nature=Nature(story.nature),
        challenge=Challenge(story.challenge),
        title=story.title,
        text=story.text,
        borne_by=list(story.borne_by),
        owner=owner,
    )
    by = people[story.by if story.owner in {"", story.by} else "amara"]
    with on_day(story.raised):
        return raise_tension(project, difficulty=difficulty, token=uuid4(), by=by)


def tell_step(tension: Tension, step: TensionStepStory, people: People) -> None:
    """What was done about it, or a change of its state."""
    by, token = people[step.by], uuid4()
    if step.to == TensionState.ESCALATED:
        escalate_tension(tension, to=step.body, why=step.text, token=token, by=by)
    elif step.to:
        close_tension(tension, to=TensionState(step.to), why=step.text, token=token, by=by)
    else:
        take_step(tension, text=step.text, taken_on=timezone.localdate(), token=token, by=by)


def raise_from_dialogue(project: Project, people: People) -> None:
    """The disagreement that a dialogue kept goes into the register too."""
    day, key, challenge = TENSION_FROM_DIALOGUE
    kept = KeptDisagreement.objects.select_related("dialogue__project").filter(dialogue__project=project).first()
    if kept is None:
        return
    standpoints = sorted(kept.positions.values_list("held_by", flat=True))
    difficulty = Difficulty(Nature.TENSION, Challenge(challenge), kept.title, "", standpoints)
    with on_day(day):
        raise_from_disagreement(kept, difficulty=difficulty, token=uuid4(), by=people[key])
