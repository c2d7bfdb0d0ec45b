"""Forms of planning: which milestones to show, many at once, steps of a relationship, and a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.fields import CsvField, DayField
from core.forms import CleanForm, CreateForm, VersionForm, WordsField
from milestones.actions.several import ManyChange
from milestones.enums import MilestoneKind, Pace, RelationalStep
from milestones.formats.lists import read
from milestones.forms.milestones import EvidenceForm
from milestones.models import Milestone, Phase
from milestones.policies.milestones import proof_of
from milestones.policies.several import changeable
from milestones.queries.links import Choices
from milestones.queries.milestones import Asked
from projects.forms.owners import OwnerField
from projects.models import Membership

MOST_DAYS = 3650
LEAVE = ("", _("Leave as it is"))


class FilterForm(CleanForm):
    """Which milestones to show. It only draws what is asked for: the address is read by `queries.asked`."""

    hide_optional = True

    whose = forms.ChoiceField(label=_("Owner"), required=False, choices=[("", _("Anybody")), ("mine", _("Me"))])
    pace = forms.ChoiceField(label=_("Pace"), required=False, choices=[("", _("Both")), *Pace.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *MilestoneKind.choices])
    phase = forms.ChoiceField(label=_("Phase"), required=False)

    def __init__(self, what: Asked, phases: Iterable[Phase]) -> None:
        super().__init__(initial=what.values)
        named = [(str(phase.pk), phase.title) for phase in phases]
        field = self.fields["phase"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *named]
        if not named:
            del self.fields["phase"]


class ProofForm(EvidenceForm):
    """What shows that this milestone is done: asked by its kind, or by its step of the relationship."""

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        super().__init__(*args, initial={"evidence": milestone.evidence}, **kwargs)
        proof = proof_of(milestone)
        self.fields["evidence"].label = str(proof.question)
        self.fields["evidence"].help_text = _now("%(counts)s Everybody in the project can read it.") % {
            "counts": proof.counts
        }


class StepsForm(CleanForm):
    """A day for each step of the relationship that is not planned yet. A step without a day is left out."""

    owner = OwnerField()

    def __init__(
        self,
        *args: Any,
        steps: Iterable[RelationalStep],
        owners: Iterable[Membership],
        names: Mapping[UUID, str],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.steps = list(steps)
        for step in self.steps:
            self.fields[step.value] = DayField(label=step.label, required=False)
        self.owner = OwnerField.of(self).offer(owners, names)

    def clean(self) -> dict[str, Any]:
        """At least one step has a day."""
        data = super().clean() or self.cleaned_data
        if self.steps and not self.errors and not any(data.get(step.value) for step in self.steps):
            self.add_error(self.steps[0].value, _("Enter a date for one step or more."))
        return data

    def days(self) -> dict[RelationalStep, date]:
        """The steps that were given a day."""
        return {step: self.cleaned_data[step.value] for step in self.steps if self.cleaned_data[step.value]}

    def chosen_owner(self) -> Membership:
        """Whose they are."""
        return self.owner.people[self.cleaned_data["owner"]]


class ManyForm(CleanForm):
    """What becomes of several milestones at once."""

    days = forms.IntegerField(
        label=_("Move the due date by how many days?"),
        required=False,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        help_text=_("14 is two weeks later. -7 is a week earlier."),
        error_messages={"invalid": _("Write a whole number, such as 14 or -7.")},
    )
    note = WordsField(
        label=_("Why the dates change"),
        required=False,
        rows=3,
        max_length=2000,
        help_text=_("Needed only where dates move. It stands on every milestone, and everybody can read it."),
    )
    owner = OwnerField(required=False)
    pace = forms.ChoiceField(label=_("Pace"), required=False, choices=[LEAVE, *Pace.choices])

    def __init__(
        self,
        *args: Any,
        chosen: Collection[Milestone],
        owners: Iterable[Membership],
        names: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owner = OwnerField.of(self).offer(owners, names, LEAVE)
        self.chosen = chosen

    def clean(self) -> dict[str, Any]:
        """Something changes, and a date moves only with a note."""
        data = super().clean() or self.cleaned_data
        if data.get("days") and not data.get("note"):
            self.add_error("note", _("Say why the dates change."))
        if not self.errors and not any(data.get(name) for name in ("days", "owner", "pace")):
            self.add_error("days", _("Nothing would change. Enter days, or choose an owner or a pace."))
        if not changeable(self.chosen):
            self.add_error(None, _("Choose one milestone or more that is not completed."))
        return data

    def change(self) -> ManyChange:
        """What was decided."""
        data = self.cleaned_data
        days = data["days"] or 0
        return ManyChange(
            days=days,
            note=data["note"] if days else "",
            owner=self.owner.people.get(data["owner"]),
            pace=Pace(data["pace"]) if data["pace"] else None,
        )


class LinksForm(VersionForm):
    """What a milestone waits for. A circle is refused later, in words that name it."""

    chosen = forms.MultipleChoiceField(
        label=_("It waits for"), required=False, error_messages={"invalid_choice": _("Choose milestones of the list.")}
    )

    def __init__(self, *args: Any, milestone: Milestone, choices: Choices, **kwargs: Any) -> None:
        first = {"version": milestone.version, "chosen": [str(row.milestone.pk) for row in choices.before]}
        super().__init__(*args, initial=first, **kwargs)
        self.offered = {str(row.milestone.pk): row.milestone for row in (*choices.free, *choices.waiting)}
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, one.title) for key, one in self.offered.items()]

    def before(self) -> list[Milestone]:
        """What was chosen."""
        return [self.offered[key] for key in self.cleaned_data["chosen"]]

    def ticked(self) -> set[str]:
        """What is ticked on the page: as sent, or as stored."""
        return {str(key) for key in self["chosen"].value() or ()}


def ticked(values: Iterable[str], most: int) -> dict[UUID, int]:
    """Keys with the versions that somebody has seen, as `seen` writes them or as boxes send them, without a version.

    What is no key is passed over; at most `most` are read.
    """
    found: dict[UUID, int] = {}
    for one in (part for value in values for part in value.split(",")):
        key, _colon, version = one.partition(":")
        try:
            found[UUID(key.strip())] = (
                int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
            )
        except ValueError:
            continue
        if len(found) == most:
            break
    return found


def seen(rows: Iterable[Milestone]) -> str:
    """What a form carries of the milestones it is about: key and version of each."""
    return ",".join(f"{row.pk}:{row.version}" for row in rows)


class MilestoneListForm(CreateForm):
    """A file with milestones to add. Cleaned `file` is its rows."""

    file = CsvField(read, help_text=_("Up to 5,000 milestones and 2 MB. You see every row before anything is added."))
