"""Forms of the glossary."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import PickField
from core.forms import CleanForm, CreateForm, LineField, VersionForm, WordsField
from glossary.actions import MeaningDetails
from glossary.enums import KnowledgeBasis
from glossary.models import Definition

MAX_NAME, MAX_MEANING = 80, 2_000


class MeaningForm(CleanForm):
    """What a term means to somebody."""

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

    def details(self) -> MeaningDetails:
        """What a term means, as the form says it; only of a form that is right."""
        return MeaningDetails(**{field.name: self.cleaned_data[field.name] for field in fields(MeaningDetails)})

    @staticmethod
    def fields_of(meaning: Definition) -> dict[str, str]:
        """A stored meaning, as the form shows it."""
        return {field.name: getattr(meaning, field.name) for field in fields(MeaningDetails)}


class TermForm(MeaningForm, CreateForm):
    """A term and its first meaning."""

    name = LineField(
        label=_("Word"),
        max_length=MAX_NAME,
        error_messages={"required": _("Write the word.")},
        help_text=_("A word, a few words or an abbreviation."),
    )
    field_order = ["name", "basis", "text", "plain_text"]

    def clean_name(self) -> str:
        """A name that `glossary.measures` can find in a text."""
        name: str = self.cleaned_data["name"]
        if not re.search(r"\w", name):
            raise forms.ValidationError(_("Write at least one letter or number."))
        return name


class MeaningAddForm(MeaningForm, CreateForm):
    """Another meaning of a term."""


class MeaningEditForm(MeaningForm, VersionForm):
    """A change of a meaning as it was at `version`."""

    def __init__(self, *args: Any, meaning: Definition, **options: Any) -> None:
        initial = {**self.fields_of(meaning), "version": meaning.version}
        super().__init__(*args, initial=initial, **options)


class GlossarySearchForm(CleanForm):
    """Which terms to show."""

    hide_optional = True
    q = LineField(
        label=_("Find a word"),
        required=False,
        max_length=200,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )

    def search_text(self) -> str:
        """What is looked for; empty where nothing is, or where the form is wrong."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
