"""Forms of planning: several at once, steps of a relationship, links, and a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.fields import CsvField, DayField
from core.forms import CleanForm, CreateForm, VersionForm, WordsField
from milestones.actions.several import SeveralChange
from milestones.enums import Pace, RelationalStep
from milestones.formats.lists import milestones_of_file
from milestones.models import Milestone
from milestones.policies.several import changeable, check_in_calendar
from milestones.queries.links import LinkChoices
from projects.forms.owners import OwnerField
from projects.models import Membership

MOST_DAYS = 3650
MOST_TICKS = 1000  # boxes of one form
LEAVE = ("", _("Leave as it is"))


class RelationalStepsForm(CleanForm):
    """A day for each step of the relationship that is not planned yet. A step without a day is left out."""

    owner = OwnerField()

    def __init__(
        self,
        *args: Any,
        steps: Iterable[RelationalStep],
        owners: Iterable[Membership],
        names: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
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
        """The membership that will own them."""
        return self.owner.people[self.cleaned_data["owner"]]


class SeveralForm(CleanForm):
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
        chosen: list[Milestone],
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
        try:
            check_in_calendar(changeable(self.chosen), data.get("days") or 0)
        except Refused as refused:
            self.refuse(refused)
        return data

    def change(self) -> SeveralChange:
        """The change as it was typed; without days there is no note."""
        data = self.cleaned_data
        days = data["days"] or 0
        return SeveralChange(
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

    def __init__(self, *args: Any, milestone: Milestone, choices: LinkChoices, **kwargs: Any) -> None:
        initial = {"version": milestone.version, "chosen": [str(key) for key in choices.before]}
        super().__init__(*args, initial=initial, **kwargs)
        self.offered = choices.known
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, milestone.title) for key, milestone in self.offered.items()]

    def before(self) -> list[Milestone]:
        """The milestones that it waits for from now on."""
        return [self.offered[key] for key in self.cleaned_data["chosen"]]

    def ticked(self) -> set[str]:
        """The keys that are ticked on the page: as sent, or as stored."""
        return {str(key) for key in self["chosen"].value() or ()}


def keys_of(values: Iterable[str]) -> list[UUID]:
    """The keys that boxes send. What is no key is passed over: the form says so."""
    return list(versions_by_key([value for value in values if "," not in value], MOST_TICKS))


def versions_by_key(values: Iterable[str], most: int) -> dict[UUID, int]:
    """Keys of milestones with the versions that somebody has seen: 0 where a box sends a key alone.

    Each value holds one, or several as `keys_with_versions` writes them. What is no key is passed over; at most `most`
    are read.
    """
    versions: dict[UUID, int] = {}
    for part in (part for value in values for part in value.split(",")):
        key, _colon, version = part.partition(":")
        is_number = version.isascii() and version.isdigit() and len(version) < 10
        try:
            versions[UUID(key.strip())] = int(version) if is_number else 0
        except ValueError:
            continue
        if len(versions) == most:
            break
    return versions


def keys_with_versions(rows: Iterable[Milestone]) -> str:
    """What a form carries of the milestones it is about: key and version of each."""
    return ",".join(f"{row.pk}:{row.version}" for row in rows)


class MilestoneListForm(CreateForm):
    """A file with milestones to add. Cleaned `file` is its rows."""

    file = CsvField(
        milestones_of_file, help_text=_("Up to 5,000 milestones and 2 MB. You see every row before anything is added.")
    )
