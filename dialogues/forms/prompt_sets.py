"""A project's own set of prompts."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import LIMITS, CreateForm, LineField, VersionField
from dialogues.actions.prompts import Question
from dialogues.forms.rows import RowsForm, rows_of
from dialogues.models import PromptSetVersion

BAR = "|"


def prompt_field(number: int) -> forms.Field:
    """A prompt."""
    label = _now("Prompt %(number)s") % {"number": number}
    return LineField(label=label, max_length=300, required=False, error_messages=LIMITS)


def plain_field(number: int) -> forms.Field:
    """The same in plain words."""
    label = _now("Prompt %(number)s in plain words") % {"number": number}
    return LineField(label=label, max_length=300, required=False, error_messages=LIMITS)


class PromptSetForm(RowsForm, CreateForm):
    """A name and up to fifteen prompts. `seen` is the version that was shown; 0 for a new set."""

    columns = {"prompt": prompt_field, "plain": plain_field}
    hide_optional = True

    name = LineField(label=_("Name"), max_length=120, error_messages={"required": _("Give the set a name.")})
    seen = VersionField()

    @property
    def helper(self) -> FormHelper:
        """The name, then the rows."""
        helper = super().helper
        hint = _now("A number says where a prompt stands. Change it to move the prompt. Empty rows are left out.")
        helper.layout = Layout("form_token", "seen", "name", self.rows_layout(_now("Prompts"), hint))
        return helper

    def clean(self) -> dict[str, Any]:
        """At least one prompt, none twice, and each can be written on one line with its plain words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        texts: list[str] = []
        for name in [name for name in self.fields if name.startswith("prompt_")]:
            text = cleaned.get(name)
            if text and BAR in text:
                self.add_error(name, _now("Leave out the sign |. It stands between a prompt and its plain words."))
            elif text and text in texts:
                self.add_error(name, _now("This prompt stands in the set already."))
            elif not text and cleaned.get(name.replace("prompt_", "plain_")):
                self.add_error(name, _now("Write the prompt that these plain words belong to."))
            texts += [text] if text else []
        if not texts and not self.errors:
            self.add_error("prompt_1", _now("Write at least one prompt."))
        return cleaned

    def prompts(self) -> list[Question]:
        """The prompts in order."""
        return [Question(row["prompt"], row["plain"]) for row in self.ordered()]


def initial_of_set(version: PromptSetVersion) -> dict[str, Any]:
    """What the form shows first; needs `prompt_set` fetched."""
    rows = [(prompt.text, prompt.plain_text) for prompt in version.prompts.all()]
    return {"name": version.prompt_set.name, "seen": version.number} | rows_of(("prompt", "plain"), rows)
