"""Forms with up to fifteen rows, put in order by numbers: works without a script, and shows only the rows in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crispy_forms.layout import HTML, Fieldset, Row
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import LIMITS, CleanForm

MAX_ROWS = 15
SPARE = 3  # empty rows that are shown after the last that says something
Columns = dict[str, Callable[[int], forms.Field]]


def whole_number(label: Any, most: int, **options: Any) -> forms.IntegerField:
    """A number from 1 to `most`."""
    messages = LIMITS | {"invalid": _("Write a whole number.")}
    return forms.IntegerField(label=label, min_value=1, max_value=most, error_messages=messages, **options)


class RowsForm(CleanForm):
    """`columns` says what stands in a row beside its number; the first of them says whether the row says anything."""

    columns: Columns = {}
    is_long = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MAX_ROWS + 1):
            for name, make in self.columns.items():
                self.fields[f"{name}_{number}"] = make(number)
            label = _now("Order of row %(number)s") % {"number": number}
            self.fields[f"order_{number}"] = whole_number(label, 99, required=False, initial=number)

    def row(self, number: int) -> dict[str, Any]:
        """What a row says; nothing for a field with an error."""
        return {name: self.cleaned_data.get(f"{name}_{number}") for name in self.columns}

    def ordered(self) -> list[dict[str, Any]]:
        """The rows that say something, in the order that their numbers ask for."""
        first = next(iter(self.columns))
        rows = [number for number in range(1, MAX_ROWS + 1) if self.cleaned_data.get(f"{first}_{number}")]
        return [self.row(number) for number in sorted(rows, key=self.rank)]

    def rank(self, number: int) -> tuple[int, int, int]:
        """A row that moves up comes before the row that has its place, a row that moves down after it."""
        asked = self.cleaned_data.get(f"order_{number}") or number
        return asked, (asked > number) - (asked < number), number

    def used(self) -> int:
        """The last row that says something, or that has an error."""
        said = [number for number in range(1, MAX_ROWS + 1) if any(self.says(name, number) for name in self.columns)]
        return max(said, default=0)

    def says(self, name: str, number: int) -> bool:
        """Does a field hold something, as typed or as stored?"""
        return bool(self[f"{name}_{number}"].value()) or f"{name}_{number}" in self.errors

    def rows_layout(self, legend: Any, hint: Any) -> Fieldset:
        """The rows in use and a few more; the rest behind a question that opens them."""
        shown = min(MAX_ROWS, self.used() + SPARE)
        rows: list[Any] = [self.row_layout(number) for number in range(1, MAX_ROWS + 1)]
        if shown < MAX_ROWS:
            summary = format_html('<details class="help"><summary>{}</summary><div>', _now("More rows"))
            rows = [*rows[:shown], HTML(summary), *rows[shown:], HTML("</div></details>")]
        return Fieldset(legend, HTML(format_html('<p class="hint">{}</p>', hint)), *rows)

    def row_layout(self, number: int) -> Row:
        """One row."""
        return Row(*(f"{name}_{number}" for name in self.columns), f"order_{number}", css_class="numbered")


def rows_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Values for `initial`, one row after the other; what does not fit is left out."""
    return {
        f"{name}_{number}": value
        for number, row in enumerate(rows[:MAX_ROWS], start=1)
        for name, value in zip(names, row, strict=True)
    }
