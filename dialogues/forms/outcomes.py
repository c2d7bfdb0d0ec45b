"""Outcomes of a dialogue: what a form takes to record or to change one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.fields import DayField
from core.forms import CleanForm, CreateForm, LineField, SeenForm, WordsField
from dialogues.models import AgreedAction, KeptDisagreement, Seat
from projects.enums import Standpoint

ROWS = 4
NO_HOLDER = _("Say whose position this is.")
NO_WORDS = _("Write this position in their words.")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")


class DisagreementFields(CleanForm):
    """A difference, when we look back at it, and two to four positions."""

    title = LineField(
        label=_("What we differ on"), max_length=200, error_messages={"required": _("Say what we differ on.")}
    )
    look_back_on = forms.DateField(
        label=_("We look back on"),
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which we look back."),
            "invalid": _("Write a date, such as 12/05/2027."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose a standpoint")), *Standpoint.choices]
        for number in range(1, ROWS + 1):
            needed = number <= 2
            self.fields[f"held_by_{number}"] = forms.ChoiceField(
                label=_now("Position %(number)s is held by") % {"number": number},
                choices=choices,
                required=needed,
                error_messages={"required": NO_HOLDER, "invalid_choice": _("Choose a standpoint from the list.")},
            )
            self.fields[f"text_{number}"] = WordsField(
                label=_now("Position %(number)s in their words") % {"number": number},
                max_length=5000,
                required=needed,
                rows=3,
                error_messages={"required": NO_WORDS},
            )

    def clean_look_back_on(self) -> date:
        """A day to come, or the one that stands there."""
        day: date = self.cleaned_data["look_back_on"]
        if day <= site_today() and day != self.initial.get("look_back_on"):
            raise forms.ValidationError(_("Choose a day after today."))
        return day

    def clean(self) -> dict[str, Any]:
        """Each position says whose it is and what it is."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, ROWS + 1):
            self.check_row(f"held_by_{number}", f"text_{number}")
        return cleaned

    def check_row(self, held_by: str, text: str) -> None:
        """Both or neither."""
        if held_by in self.errors or text in self.errors:
            return
        by, words = self.cleaned_data[held_by], self.cleaned_data[text]
        if words and not by:
            self.add_error(held_by, NO_HOLDER)
        if by and not words:
            self.add_error(text, NO_WORDS)

    def fields_of_kept(self) -> dict[str, Any]:
        """The cleaned values that are fields of a disagreement."""
        return {name: self.cleaned_data[name] for name in ("title", "look_back_on")}

    def positions(self) -> list[tuple[str, str]]:
        """Standpoint and words of each position."""
        rows = [(self.cleaned_data[f"held_by_{n}"], self.cleaned_data[f"text_{n}"]) for n in range(1, ROWS + 1)]
        return [(held_by, text) for held_by, text in rows if text]


class DisagreementForm(DisagreementFields, CreateForm):
    """A new difference."""


class DisagreementEditForm(DisagreementFields, SeenForm):
    """A difference that stands."""


def initial_of_kept(kept: KeptDisagreement) -> dict[str, Any]:
    """What the form shows first."""
    shown: dict[str, Any] = {"title": kept.title, "look_back_on": kept.look_back_on}
    for number, position in enumerate(kept.positions.order_by("pk")[:ROWS], start=1):
        shown |= {f"held_by_{number}": position.held_by, f"text_{number}": position.text}
    return shown


class AgreementFields(CleanForm):
    """What was agreed."""

    text = WordsField(
        label=_("What we agreed"), max_length=5000, error_messages={"required": _("Write what you agreed.")}
    )


class AgreementForm(AgreementFields, CreateForm):
    """A new agreement."""


class AgreementEditForm(AgreementFields, SeenForm):
    """An agreement that stands."""


class AgreedActionFields(CleanForm):
    """What will be done, by which seat, by when."""

    text = WordsField(
        label=_("What will be done"), max_length=5000, rows=3, error_messages={"required": _("Say what will be done.")}
    )
    owner = forms.ChoiceField(
        label=_("Who takes it on"),
        error_messages={
            "required": _("Choose who takes it on."),
            "invalid_choice": _("Choose somebody with a seat in this dialogue."),
        },
    )
    due_on = DayField(label=_("By when"), error_messages={"required": _("Say by when.")})

    def __init__(self, *args: Any, seats: Iterable[Seat], names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        choices = [(key, f"{names[seat.pk]} · {seat.get_standpoint_display()}") for key, seat in self.seats.items()]
        assert isinstance(self.fields["owner"], forms.ChoiceField)
        self.fields["owner"].choices = [("", _now("Choose a seat")), *choices]

    def clean_owner(self) -> Seat:
        """The seat."""
        return self.seats[self.cleaned_data["owner"]]

    def clean_due_on(self) -> date:
        """Today at the earliest, or the day that stands there."""
        day: date = self.cleaned_data["due_on"]
        if day < site_today() and day != self.initial.get("due_on"):
            raise forms.ValidationError(_("Choose today or a day after it."))
        return day

    def fields_of_action(self) -> dict[str, Any]:
        """The cleaned values that are fields of an action."""
        return {name: self.cleaned_data[name] for name in ("text", "owner", "due_on")}


class AgreedActionForm(AgreedActionFields, CreateForm):
    """A new action."""


class AgreedActionEditForm(AgreedActionFields, SeenForm):
    """An action that stands."""


def initial_of_action(action: AgreedAction) -> dict[str, Any]:
    """What the form shows first."""
    return {"text": action.text, "owner": str(action.owner_id), "due_on": action.due_on}


def initial_of_end(action: AgreedAction) -> dict[str, Any]:
    """What the form of what came of it shows first."""
    return {"became": action.became, "done_on": action.done_on}


class FollowForm(SeenForm):
    """What came of an action."""

    became = WordsField(
        label=_("What came of it"), max_length=5000, error_messages={"required": _("Say what came of it.")}
    )
    done_on = DayField(label=_("Done on"), required=False, help_text=_("Leave this empty while it is not done."))

    def clean_done_on(self) -> date | None:
        """Not a day to come."""
        day: date | None = self.cleaned_data["done_on"]
        if day is not None and day > site_today():
            raise forms.ValidationError(_("Choose today or a day before it."))
        return day
