"""Outcomes of a dialogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import CreateForm, LineField, WordsField
from projects.enums import Standpoint

ROWS = 4
NO_HOLDER = _("Say whose position this is.")
NO_WORDS = _("Write this position in their words.")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")


class DisagreementForm(CreateForm):
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
        """A day to come."""
        day: date = self.cleaned_data["look_back_on"]
        if day <= timezone.localdate():
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

    def positions(self) -> list[tuple[str, str]]:
        """Standpoint and words of each position."""
        rows = [(self.cleaned_data[f"held_by_{n}"], self.cleaned_data[f"text_{n}"]) for n in range(1, ROWS + 1)]
        return [(held_by, text) for held_by, text in rows if text]
