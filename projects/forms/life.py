"""Forms of a project's life: its description, its approvals, its phases, and a copy of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import say_day
from core.forms import CleanForm, CreateForm, LineField, WordsField
from core.marks import mark_of
from projects.actions.copies import Copy
from projects.actions.phases import PhaseWords
from projects.actions.projects import Approvals, FirstCoordinator
from projects.enums import Approval, Standpoint
from projects.forms import DayField, PersonFields, PickField, ProjectForm
from projects.models import Project


class SeenForm(CleanForm):
    """A change of something as it was read; `seen` is the mark of what was read, for rows without a version."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages=dict.fromkeys(("required", "max_length"), _("Open this page again, then change it.")),
    )

    def __init__(self, *args: Any, stored: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial={**stored, "seen": mark_of(stored)}, **kwargs)
        self.stored_rows: list[tuple[str, str]] = []

    def show_stored(self, stored: Mapping[str, Any]) -> None:
        """Show what is stored now; another press of the button is about that."""
        self.read_again(seen=mark_of(stored))
        self.stored_rows = [(str(self.fields[name].label), self._said(name, value)) for name, value in stored.items()]

    def _said(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, PickField):
            return str(field.coerce(value).label)
        return say_day(value) if isinstance(value, date) else str(value or "")


class ProjectEditForm(SeenForm, ProjectForm):
    """A change of the description and the dates."""


class ApprovalsForm(SeenForm):
    """Who approves the research, and its numbers. How a number looks is never a reason to refuse it."""

    approval = PickField(Approval, label=_("Approval"))
    iras_id = LineField(
        label=_("IRAS project ID"), max_length=40, required=False, help_text=_("Usually 5 to 7 digits.")
    )
    rec_reference = LineField(
        label=_("REC reference"), max_length=40, required=False, help_text=_("Usually like 21/LO/0123.")
    )
    cpms_id = LineField(label=_("CPMS ID"), max_length=40, required=False, help_text=_("Usually a whole number."))
    isrctn = LineField(label=_("ISRCTN"), max_length=40, required=False, help_text=_("Usually like ISRCTN12345678."))
    funder_reference = LineField(label=_("Funder's reference"), max_length=80, required=False)
    protocol_version = LineField(label=_("Version of the protocol"), max_length=40, required=False)
    protocol_on = DayField(label=_("Date of the protocol"), required=False)

    def approvals(self) -> Approvals:
        """What was decided."""
        return Approvals(**{name: self.cleaned_data[name] for name in Approvals.__dataclass_fields__})

    @staticmethod
    def start(project: Project) -> dict[str, Any]:
        """What the form shows first."""
        return {name: getattr(project, name) for name in Approvals.__dataclass_fields__}


class PhaseForm(CleanForm):
    """A stretch of the project: its name, its dates, and what people can do in it."""

    title = LineField(
        label=_("Phase"),
        max_length=120,
        error_messages={"required": _("Enter a name for the phase.")},
        help_text=_("A stretch of the project, such as “Listening”."),
    )
    starts_on = DayField(label=_("Starts"))
    ends_on = DayField(label=_("Ends"), help_text=_("The last day of the phase. Phases may overlap or leave a gap."))
    call = WordsField(
        label=_("What you can do now"),
        required=False,
        rows=3,
        max_length=2000,
        help_text=_("Everybody in the project reads this on the overview while the phase lasts."),
    )

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _now("The phase ends before it starts. Change one of the dates."))
        return data

    def words(self) -> PhaseWords:
        """What was decided."""
        return PhaseWords(**{name: self.cleaned_data[name] for name in PhaseWords.__dataclass_fields__})


class PhaseAddForm(PhaseForm, CreateForm):
    """A new phase."""


class PhaseEditForm(SeenForm, PhaseForm):
    """A change of a phase."""


class CopyForm(CreateForm):
    """The title and the first day of a copy."""

    title = LineField(
        label=_("Title of the new project"), max_length=200, error_messages={"required": _("Enter a title.")}
    )
    starts_on = DayField(label=_("The new project starts"), help_text=_("Every date moves by the same number of days."))

    def copy(self) -> Copy:
        """What was decided."""
        return Copy(self.cleaned_data["title"], self.cleaned_data["starts_on"])

    def coordinator(self) -> FirstCoordinator | None:
        """Who it is handed to; None where whoever copies keeps it."""
        return None


class HandedCopyForm(PersonFields, CopyForm):
    """The same by an administrator, who is no member and names the first coordinator."""

    standpoint = PickField(Standpoint, label=_("Standpoint of the coordinator"), missing=_("Choose a standpoint."))
    field_order = ["title", "starts_on", "full_name", "email", "standpoint"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].label = _("Full name of the first coordinator")
        self.fields["email"].label = _("E-mail address of the first coordinator")

    def coordinator(self) -> FirstCoordinator | None:
        """Who it is handed to."""
        return FirstCoordinator(**{name: self.cleaned_data[name] for name in FirstCoordinator.__dataclass_fields__})
