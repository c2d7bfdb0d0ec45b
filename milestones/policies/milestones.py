"""What shows that a milestone is done, kind by kind; and what may wait for what: never in a circle."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.editing import Stale as Stale
from core.editing import TooMany as TooMany
from core.errors import Refused
from milestones.enums import MILESTONE_STEPS, MilestoneKind, MilestoneState, RelationalStep
from milestones.measures import way
from milestones.models import Milestone, MilestoneLink

Text = str | Promise


@dataclass(frozen=True)
class Proof:
    """What is asked when a milestone is completed, and what counts as an answer."""

    question: Text
    counts: Text


PROOFS: dict[MilestoneKind, Proof] = {
    MilestoneKind.RELATIONAL: Proof(
        _lazy("What has changed between the partners?"),
        _lazy("Say what was agreed or done together, who was there, and where it is written down."),
    ),
    MilestoneKind.GOVERNANCE: Proof(
        _lazy("Who approved or decided it, and where is that written?"),
        _lazy("A letter, a reference number or minutes, with its date."),
    ),
    MilestoneKind.DATA: Proof(
        _lazy("What has been collected, and who checked it?"),
        _lazy("How many interviews, reflections or records there are, and where they are kept. No names."),
    ),
    MilestoneKind.ANALYSIS: Proof(
        _lazy("What has been worked out, and who worked on it?"),
        _lazy("The version of the codebook, framework or finding, and which standpoints took part."),
    ),
    MilestoneKind.OUTPUT: Proof(
        _lazy("What was made, and who has it now?"),
        _lazy("A link or title, and the people or places it went to."),
    ),
}
STEP_PROOFS: dict[RelationalStep, Proof] = {
    RelationalStep.TERMS: Proof(
        _lazy("Where are the terms written down, and who agreed?"),
        _lazy("Name the document and each group that agreed: patients, carers, clinicians, academics and others."),
    ),
    RelationalStep.DECISION: Proof(
        _lazy("What did you decide together, and who was there?"),
        _lazy("The decision in a sentence, its date, and the standpoints that took part in it."),
    ),
    RelationalStep.AUTHORSHIP: Proof(
        _lazy("Who will be an author, and where is that written down?"),
        _lazy("The agreement or minutes. Say how partners without a university are named."),
    ),
    RelationalStep.FEEDBACK: Proof(
        _lazy("What did contributors hear back, and how did it reach them?"),
        _lazy("The letter, meeting or page, its date, and how people without e-mail were told."),
    ),
}


def proof_of(milestone: Milestone) -> Proof:
    """What to ask for this one: by its step of the relationship, otherwise by its kind."""
    if milestone.step:
        return STEP_PROOFS[RelationalStep(milestone.step)]
    return PROOFS[MilestoneKind(milestone.kind)]


def check_step(kind: str, step: str) -> None:
    """A step of the relationship belongs to a milestone of that kind."""
    if step and kind != MilestoneKind.RELATIONAL:
        raise Refused(_("Only a milestone of the kind “Relationship” is a step of the relationship."))


def check_links(milestone: Milestone, before: Collection[Milestone]) -> None:
    """A milestone waits for others of its own project, and never for what waits for it. The project is locked."""
    if any(one.project_id != milestone.project_id for one in before):
        raise Refused(_("A milestone waits only for milestones of its own project."))
    round_trip = way(MilestoneLink.objects.pairs_in(milestone.project), milestone.pk, {one.pk for one in before})
    if not round_trip:
        return
    titles = dict(Milestone.objects.filter(pk__in=round_trip).values_list("pk", "title"))
    named = [titles[key] for key in [milestone.pk, *reversed(round_trip)]]
    words = _("“%(one)s” waits for “%(other)s”")
    steps = [words % {"one": one, "other": other} for one, other in pairwise(named)]
    raise Refused(_("That would go round in a circle: %(steps)s.") % {"steps": ", ".join(steps)})


def can_step(milestone: Milestone, to: MilestoneState) -> bool:
    """Does the table let this milestone go there?"""
    return to in MILESTONE_STEPS[MilestoneState(milestone.state)]


def check_milestone_step(milestone: Milestone, to: MilestoneState) -> None:
    """Only the steps of the table."""
    if not can_step(milestone, to):
        state = str(MilestoneState(milestone.state).label).lower()
        raise Refused(_("This milestone is %(state)s. That step is not open to it.") % {"state": state})


def check_milestone_editable(milestone: Milestone) -> None:
    """A completed milestone stands as it was completed."""
    if milestone.state == MilestoneState.DONE:
        raise Refused(_("This milestone is completed. Reopen it to change it."))


def check_fresh(milestone: Milestone, version: int) -> None:
    """What somebody read is still what is stored."""
    if milestone.version != version:
        raise Stale(
            _("Somebody else changed this milestone while you were writing. Nothing of yours has been saved yet.")
        )


def check_note(milestone: Milestone, due_on: date, note: str) -> None:
    """A date moves only with a reason."""
    if due_on != milestone.due_on and not note:
        raise Refused(_("Say why the date changes."))
