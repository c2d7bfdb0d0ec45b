"""What shows that a milestone is done, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from milestones.enums import MilestoneKind, RelationalStep
from milestones.models import Milestone

Text = str | Promise


@dataclass(frozen=True)
class Proof:
    """What is asked when a milestone is completed, and what counts as an answer."""

    question: Text
    counts: Text


PROOFS: dict[MilestoneKind, Proof] = {
    MilestoneKind.RELATIONAL: Proof(
        _("What has changed between the partners?"),
        _("Say what was agreed or done together, who was there, and where it is written down."),
    ),
    MilestoneKind.GOVERNANCE: Proof(
        _("Who approved or decided it, and where is that written?"),
        _("A letter, a reference number or minutes, with its date."),
    ),
    MilestoneKind.DATA: Proof(
        _("What has been collected, and who checked it?"),
        _("How many interviews, reflections or records there are, and where they are kept. No names."),
    ),
    MilestoneKind.ANALYSIS: Proof(
        _("What has been worked out, and who worked on it?"),
        _("The version of the codebook, framework or finding, and which standpoints took part."),
    ),
    MilestoneKind.OUTPUT: Proof(
        _("What was made, and who has it now?"),
        _("A link or title, and the people or places it went to."),
    ),
}
RELATIONAL_PROOFS: dict[RelationalStep, Proof] = {
    RelationalStep.TERMS: Proof(
        _("Where are the terms written down, and who agreed?"),
        _("Name the document and each group that agreed: patients, carers, clinicians, academics and others."),
    ),
    RelationalStep.DECISION: Proof(
        _("What did you decide together, and who was there?"),
        _("The decision in a sentence, its date, and the standpoints that took part in it."),
    ),
    RelationalStep.AUTHORSHIP: Proof(
        _("Who will be an author, and where is that written down?"),
        _("The agreement or minutes. Say how partners without a university are named."),
    ),
    RelationalStep.FEEDBACK: Proof(
        _("What did contributors hear back, and how did it reach them?"),
        _("The letter, meeting or page, its date, and how people without e-mail were told."),
    ),
}


def proof_of(milestone: Milestone) -> Proof:
    """What to ask for this one: by its step of the relationship, otherwise by its kind."""
    if milestone.step:
        return RELATIONAL_PROOFS[RelationalStep(milestone.step)]
    return PROOFS[MilestoneKind(milestone.kind)]
