"""Forms of the glossary."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import PickField
from core.forms import CleanForm, CreateForm, LineField, VersionForm, WordsField
from glossary.actions import MeaningWords
from glossary.enums import KnowledgeBasis
from glossary.models import Definition

MAX_NAME, MAX_MEANING = 80, 2_000


class MeaningForm(CleanForm):
    """What a word means to somebody."""

    basis = PickField(
        KnowledgeBasis,
        label=_("How do you know it?"),
        missing=_("Choose how you know it."),
        help_text=_("No way of knowing ranks above another."),
    )
    text = WordsField(
        label=_("What it means"),
        rows=4,
        max_length=MAX_MEANING,
        error_messages={"required": _("Write what it means.")},
        help_text=_("As you use it. Others can add what it means to them."),
    )
    plain_text = WordsField(
        label=_("In plain words"),
        required=False,
        rows=3,
        max_length=MAX_MEANING,
        help_text=_("The same for somebody who has never heard the word."),
    )

    def meaning(self) -> MeaningWords:
        """What was written."""
        return MeaningWords(**{name: self.cleaned_data[name] for name in MeaningWords.__dataclass_fields__})


class TermForm(MeaningForm, CreateForm):
    """A word and its first meaning."""

    name = LineField(
        label=_("Word"),
        max_length=MAX_NAME,
        error_messages={"required": _("Write the word.")},
        help_text=_("A word, a few words or an abbreviation."),
    )
    field_order = ["name", "basis", "text", "plain_text"]

    def clean_name(self) -> str:
        """Something that can be read in a text."""
        name: str = self.cleaned_data["name"]
        if not re.search(r"\w", name):
            raise forms.ValidationError(_("Write at least one letter or number."))
        return name


class DefinitionForm(MeaningForm, CreateForm):
    """Another meaning of a word."""


class DefinitionEditForm(MeaningForm, VersionForm):
    """A change of a meaning as it was at `version`."""

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        names = [*MeaningWords.__dataclass_fields__, "version"]
        super().__init__(*args, initial={name: getattr(definition, name) for name in names}, **kwargs)


class GlossarySearchForm(CleanForm):
    """Which words to show."""

    hide_optional = True
    q = LineField(
        label=_("Find a word"),
        required=False,
        max_length=200,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )

    def asked(self) -> str:
        """What was asked for; nothing where it cannot be."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
