"""Forms of a project: its description, its approvals, its first coordinator."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.fields import DayField, PickField, _line
from core.forms import CleanForm, CreateForm, LineField, SeenForm, WordsField
from projects.actions.projects import Approvals, FirstCoordinator, ProjectDetails
from projects.enums import Approach, Approval, Standpoint
from projects.forms.people import PersonFields
from projects.models import Project


class ProjectForm(CleanForm):
    """What a project is about, and from when to when."""

    title = _line(_("Title"), _("Enter a title."))
    lay_summary = WordsField(
        label=_("Summary in plain words"),
        required=False,
        help_text=_("What is it about, for somebody who has never heard of it?"),
    )
    full_text = WordsField(
        label=_("About the project, in full"),
        required=False,
        rows=8,
        help_text=_("For whoever wants to know more: background, questions, methods. It opens below the summary."),
    )
    context = WordsField(
        label=_("Where and with whom"),
        required=False,
        rows=3,
        help_text=_("The clinic, region or service, and who works together."),
    )
    approach = PickField(Approach, label=_("How we analyse"), initial=Approach.FRAMEWORK.value)
    starts_on = DayField(label=_("Starts"))
    ends_on = DayField(label=_("Ends"))

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The project ends before it starts. Change one of the dates."))
        return data

    def details(self) -> ProjectDetails:
        """The description and the dates; only of a form that is right."""
        return ProjectDetails(**{field.name: self.cleaned_data[field.name] for field in fields(ProjectDetails)})


def initial_of_details(project: Project) -> dict[str, Any]:
    """The description and the dates as they are stored, for the fields of a form."""
    return {field.name: getattr(project, field.name) for field in fields(ProjectDetails)}


class ProjectCreateForm(PersonFields, ProjectForm, CreateForm):
    """A new project and its first coordinator."""

    standpoint = PickField(Standpoint, label=_("Standpoint of the coordinator"), missing=_("Choose a standpoint."))
    field_order = [
        "title",
        "lay_summary",
        "full_text",
        "context",
        "approach",
        "starts_on",
        "ends_on",
        "full_name",
        "email",
        "standpoint",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].label = _("Full name of the first coordinator")
        self.fields["email"].label = _("E-mail address of the first coordinator")
        self.fields["email"].help_text = _(
            "We tell them by e-mail. Without an account, they sign in by a code sent there."
        )

    def coordinator(self) -> FirstCoordinator:
        """Who the project is handed to; only of a form that is right."""
        return FirstCoordinator(**{field.name: self.cleaned_data[field.name] for field in fields(FirstCoordinator)})


class ProjectEditForm(SeenForm, ProjectForm):
    """A change of the description and the dates, as they were read."""


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
        """Approvals and numbers; only of a form that is right."""
        return Approvals(**{field.name: self.cleaned_data[field.name] for field in fields(Approvals)})


def initial_of_approvals(project: Project) -> dict[str, Any]:
    """Approvals and numbers as they are stored, for the fields of a form."""
    return {field.name: getattr(project, field.name) for field in fields(Approvals)}
