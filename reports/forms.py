"""Asking for an export, and asking to be erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm, CreateForm
from reports.enums import ExportKind, WordsChoice
from reports.kinds.contents import ExportKindSpec

CHOOSE = _("Choose what the file holds.")
CHOOSE_WORDS = _("Choose what should happen to what you wrote.")


class ExportForm(CreateForm):
    """Which kind of file. Shows the kinds a role may ask for; whether it may is asked in the view."""

    kind = forms.ChoiceField(
        label=_("What the file holds"),
        choices=ExportKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, *args: Any, offered: Iterable[ExportKindSpec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(spec.kind.value, f"{spec.kind.label}. {spec.holds}") for spec in offered]
        self.fields["kind"].widget.choices = choices
        if len(choices) == 1:
            self.fields["kind"].initial = choices[0][0]


class EraseForm(CleanForm):
    """What should become of one's words? Nothing is chosen beforehand."""

    words = forms.ChoiceField(
        label=_("What should happen to what you wrote?"),
        choices=WordsChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_WORDS, "invalid_choice": CHOOSE_WORDS},
    )
