"""A date and a time typed on the clock of a named zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import clean_line

FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d %B %Y %H:%M")
YEARS = range(2000, 2100)


def on_clock(typed: datetime, zone_name: str) -> datetime:
    """The moment in UTC at which that clock shows what was typed.

    A time that the clock skips in March is moved forward by the hour; of a time it shows twice in October the first is
    taken.
    """
    return typed.replace(tzinfo=ZoneInfo(zone_name), fold=0).astimezone(UTC)


class ZonedDateTimeField(forms.Field):
    """A clock time without its zone. The form names the zone in another field and calls `on_clock`."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    default_error_messages = {
        "unclear": _("Write a date and a time, such as 12/05/2027 14:30."),
        "years": _("The year must be between 2000 and 2099."),
    }

    def to_python(self, value: Any) -> datetime | None:
        typed = clean_line(str(value)) if value else ""
        if not typed:
            return None
        for form in FORMATS:
            try:
                found = datetime.strptime(typed, form)  # noqa: DTZ007  # the zone is another field
            except ValueError:
                continue
            return self.within(found)
        raise ValidationError(self.error_messages["unclear"], code="unclear")

    def within(self, found: datetime) -> datetime:
        """Refuse years that can only be slips of the finger."""
        if found.year not in YEARS:
            raise ValidationError(self.error_messages["years"], code="years")
        return found
