"""What to search for. Everything is optional, and every choice is one of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DayField
from core.forms import CleanForm, LineField
from dialogues.enums import ReflectionKind
from dialogues.queries.search import RESPONSE, SearchTerms
from projects.enums import Standpoint

MAX_QUERY = 200
KINDS = [("", _("Any kind")), *ReflectionKind.choices, (RESPONSE, _("A response"))]
HINT = _("Put words in quotation marks to find exactly these. Put a minus before a word to leave it out.")


class SearchForm(CleanForm):
    """Words and filters."""

    hide_optional = True

    q = LineField(
        label=_("Words"),
        required=False,
        max_length=MAX_QUERY,
        help_text=HINT,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    standpoint = forms.ChoiceField(
        label=_("Standpoint"), required=False, choices=[("", _("Any standpoint")), *Standpoint.choices]
    )
    dialogue = forms.ChoiceField(label=_("Dialogue"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=KINDS)

    def __init__(self, *args: Any, dialogues: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["dialogue"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", _("Any dialogue")), *((str(key), title) for key, title in dialogues)]
        self.fields["from"] = DayField(label=_("Written from"), required=False)
        self.fields["to"] = DayField(label=_("Written up to"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("from"), data.get("to")
        if first and last and last < first:
            self.add_error("to", _("The last day is before the first. Change one of them."))
        return data

    def search_terms(self) -> SearchTerms:
        """What was asked; nothing while something is wrong with it."""
        data = self.cleaned_data
        return SearchTerms(
            words=data["q"],
            standpoint=data["standpoint"],
            dialogue=data["dialogue"],
            kind=data["kind"],
            first=data["from"],
            last=data["to"],
        )

    def narrowing(self) -> list[tuple[str, str]]:
        """Name and label of each filter that is set, in the order of the page."""
        return [(name, str(field.label)) for name, field in self.fields.items() if name != "q" and self.data.get(name)]
