"""The form that starts a copy of a project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.days import fits
from core.fields import DayField, PickField
from core.forms import CreateForm, LineField
from overview.actions import CopyDetails
from overview.policies import OUT_OF_TIME
from projects.actions.projects import FirstCoordinator
from projects.enums import Standpoint
from projects.forms.people import PersonFields


class CopyForm(CreateForm):
    """The title and the first day of a copy. The arguments `starts_on` and `days` are those of the original."""

    title = LineField(
        label=_("Title of the new project"), max_length=200, error_messages={"required": _("Enter a title.")}
    )
    starts_on = DayField(label=_("The new project starts"), help_text=_("Every date moves by the same number of days."))

    def __init__(self, *args: Any, starts_on: date, days: Sequence[date | None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.original_starts_on, self.original_days = starts_on, days

    def clean_starts_on(self) -> date:
        """The rule of `overview.policies.check_moves`, said beside the field before anything is made."""
        day: date = self.cleaned_data["starts_on"]
        if not fits(self.original_days, day - self.original_starts_on):
            raise forms.ValidationError(OUT_OF_TIME)
        return day

    def details(self) -> CopyDetails:
        """The title and the first day."""
        return CopyDetails(self.cleaned_data["title"], self.cleaned_data["starts_on"])

    def coordinator(self) -> FirstCoordinator | None:
        """Who it is handed to; None where whoever copies coordinates it."""
        return None


class HandedCopyForm(PersonFields, CopyForm):
    """The same by an administrator, who is no member and names the first coordinator."""

    standpoint = PickField(Standpoint, label=_("Standpoint of the coordinator"), missing=_("Choose a standpoint."))
    field_order = ["title", "starts_on", "full_name", "email", "standpoint"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["full_name"].label = _("Full name of the first coordinator")
        self.fields["email"].label = _("E-mail address of the first coordinator")

    def coordinator(self) -> FirstCoordinator | None:
        """Who it is handed to."""
        return FirstCoordinator(**{field.name: self.cleaned_data[field.name] for field in fields(FirstCoordinator)})
