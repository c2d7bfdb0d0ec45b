"""Input of the shared aim and of expectations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DayField
from core.forms import CleanForm, CreateForm, VersionField, WordsField

LONGEST = 5_000  # characters of an aim, and of what somebody expects under one topic


class AimForm(CreateForm):
    """A version of the aim, written from the version that `seen` names."""

    text = WordsField(
        label=_("Our shared aim"),
        rows=8,
        max_length=LONGEST,
        help_text=_("What do we want to reach together? Two or three sentences that everybody can put their name to."),
        error_messages={"required": _("Write the shared aim.")},
    )
    seen = VersionField()


class DayForm(CleanForm):
    """When everybody is asked again; empty for not at all."""

    ask_again_on = DayField(
        label=_("We ask again on"),
        required=False,
        help_text=_("On this day the next round opens by itself, so that we see what has changed."),
    )


class AskForm(DayForm, CreateForm):
    """A new round."""


class ExpectationForm(CleanForm):
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
    version = VersionField()

    def clean_text(self) -> str:
        """Left empty is an answer; left out is a mistake that must not empty the draft."""
        if "text" not in self.data:
            raise forms.ValidationError(_("Nothing arrived. Load this page again."))
        return str(self.cleaned_data["text"])

    def words(self) -> dict[str, Any]:
        """What there is to save; only of a form that is right."""
        return {"text": self.cleaned_data["text"], "version": self.cleaned_data["version"]}
