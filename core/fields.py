"""Form fields that every app uses: days, one of a few, a file of rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.days import FIRST_DAY, LAST_DAY
from core.forms import LineField
from core.tables import MAX_BYTES, UnreadableError


class DayField(forms.DateField):
    """A calendar day, as a browser sends it or as a person writes it."""

    def __init__(self, **options: Any) -> None:
        wrong = _("Enter a real date, such as 2027-05-12 or 12/05/2027.")
        errors = {"required": _("Enter a date."), "invalid": wrong} | options.pop("error_messages", {})
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"],
            error_messages=errors,
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Enter a date between 1990 and 2100."))
        return day


class PastDayField(DayField):
    """A day that is not to come, on the site's clock."""

    def clean(self, value: Any) -> date | None:
        """Today or a day before."""
        day: date | None = super().clean(value)
        if day is not None and day > site_today():
            raise forms.ValidationError(_("Enter today or a day before."))
        return day


class PickField(forms.TypedChoiceField):
    """One of a few, as radio buttons; gives the member of the enum. `missing` asks for it where none is chosen."""

    def __init__(self, kind: Any, *, label: Any, missing: Any = "", **options: Any) -> None:
        choices = [(one.value, one.label) for one in options.pop("only", kind)]
        wrong = _("Choose one of the list.")
        super().__init__(
            coerce=kind,
            choices=choices,
            label=label,
            widget=forms.RadioSelect,
            error_messages={"required": missing or wrong, "invalid_choice": wrong},
            **options,
        )


class CsvField(forms.FileField):
    """A CSV file. Cleaned, it is the rows that `read` finds in it."""

    def __init__(self, read: Callable[[bytes], list[Any]], **options: Any) -> None:
        super().__init__(
            label=_("CSV file"),
            widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
            error_messages={"required": _("Choose a CSV file."), "empty": _("This file is empty. Choose another.")},
            **options,
        )
        self.read = read

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The rows of the file."""
        upload: UploadedFile[bytes] = super().clean(data, initial)
        if (upload.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB. Split it and upload each part."))
        try:
            return self.read(upload.read())
        except UnreadableError as problem:
            raise forms.ValidationError(str(problem)) from problem


def _line(label: Any, missing: Any, length: int = 200, **options: Any) -> LineField:
    return LineField(label=label, max_length=length, error_messages={"required": missing}, **options)
