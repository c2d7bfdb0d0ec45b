"""Forms of expectations: when everybody is asked, and what somebody expects under one topic."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DayField
from core.forms import CleanForm, CreateForm, VersionForm, WordsField

LONGEST = 5_000  # characters under one topic


class DayForm(CleanForm):
    """When everybody is asked again; empty for not at all."""

    ask_again_on = DayField(
        label=_("We ask again on"),
        required=False,
        help_text=_("On this day the next round opens by itself, so that we see what has changed."),
    )


class AskForm(DayForm, CreateForm):
    """A new round: everybody is asked."""


class ExpectationForm(VersionForm):
    """What somebody expects under one topic. Empty is allowed: nobody has to answer every question."""

    hide_optional = True

    text = WordsField(
        label="",
        required=False,
        rows=8,
        strip=False,
        max_length=LONGEST,
        error_messages={"max_length": _("This is longer than 5,000 characters. Shorten it.")},
    )

    def clean_text(self) -> str:
        """Left empty is an answer; left out is a mistake that must not empty the draft."""
        if "text" not in self.data:
            raise forms.ValidationError(_("Nothing arrived. Load this page again."))
        return str(self.cleaned_data["text"])

    def draft(self) -> dict[str, Any]:
        """What there is to save, and the version that its author saw; only of a form that is right."""
        return {"text": self.cleaned_data["text"], "version": self.cleaned_data["version"]}
