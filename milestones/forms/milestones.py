"""Forms of one milestone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.fields import DayField, PastDayField, PickField
from core.forms import CleanForm, CreateForm, LineField, VersionForm, WordsField
from milestones.actions.milestones import PLANNED, Plan
from milestones.enums import MilestoneKind, Pace, RelationalStep
from milestones.models import Milestone
from milestones.policies.proofs import proof_of
from projects.forms.owners import OwnerField
from projects.models import Membership


class PlanForm(CleanForm):
    """What a milestone is, whose and by when. `owners` are the memberships to choose from."""

    title = LineField(
        label=_("Milestone"),
        max_length=200,
        error_messages={"required": _("Enter what is to be reached.")},
        help_text=_("A step that can be shown to be done."),
    )
    owner = OwnerField()
    due_on = DayField(label=_("Due"))
    pace = PickField(
        Pace,
        label=_("Pace"),
        missing=_("Choose a pace."),
        help_text=_("Rapid: days and weeks. Slow: months and years."),
    )
    kind = PickField(
        MilestoneKind,
        label=_("Kind"),
        missing=_("Choose a kind."),
        help_text=_("Work on relationships counts as work."),
    )
    step = forms.ChoiceField(
        label=_("Which step of the relationship?"),
        required=False,
        choices=[("", _("None of these")), *RelationalStep.choices],
        help_text=_("Only for the kind “Relationship”."),
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )

    def __init__(self, *args: Any, owners: Iterable[Membership], names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = OwnerField.of(self).offer(owners, names)

    def clean(self) -> dict[str, Any]:
        """A step of the relationship is of that kind."""
        data = super().clean() or self.cleaned_data
        if data.get("step") and data.get("kind") not in (None, MilestoneKind.RELATIONAL):
            self.add_error("step", _("Choose “None of these” here, or the kind “Relationship” above."))
        return data

    def plan(self) -> Plan:
        """The plan as it was typed, with its owner's membership."""
        values = {name: self.cleaned_data[name] for name in PLANNED}
        return Plan(**values | {"owner": self.owner.people[self.cleaned_data["owner"]]})


def initial_of_plan(milestone: Milestone) -> dict[str, object]:
    """What a plan's form shows first of a milestone."""
    return {name: getattr(milestone, name) for name in PLANNED} | {"owner": str(milestone.owner_id)}


class MilestoneAddForm(PlanForm, CreateForm):
    """A new milestone."""


class MilestoneEditForm(PlanForm, VersionForm):
    """A change of a milestone as it was at `version`."""

    note = WordsField(
        label=_("Why the date changes"),
        required=False,
        rows=3,
        max_length=2000,
        help_text=_("Needed only where the due date changes. Everybody in the project can read it."),
    )

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of_plan(milestone) | {"version": milestone.version}, **kwargs)
        self.milestone = milestone

    def clean(self) -> dict[str, Any]:
        """A date moves only with a note."""
        data = super().clean() or self.cleaned_data
        due_on = data.get("due_on")
        if due_on and due_on != self.milestone.due_on and not data.get("note"):
            self.add_error("note", _("Say why the date changes."))
        return data


class EvidenceForm(CleanForm):
    """What shows that a milestone is done, asked as its kind or its step of the relationship asks; and since when."""

    evidence = WordsField(error_messages={"required": _("Say what shows that it is done.")})
    done_on = PastDayField(label=_("Completed on"), initial=site_today)

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, initial={"evidence": milestone.evidence}, **kwargs)
        proof = proof_of(milestone)
        self.fields["evidence"].label = str(proof.question)
        self.fields["evidence"].help_text = _now("%(counts)s Everybody in the project can read it.") % {
            "counts": proof.counts
        }
