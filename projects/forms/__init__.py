"""Forms of projects, people and milestones. They check shape and wording; what the state allows is asked later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.forms import CleanForm, CreateForm, LineField, WordsField
from core.text import clean_address
from projects.actions.members import Terms
from projects.actions.milestones import Plan
from projects.actions.projects import FirstCoordinator, ProjectWords
from projects.enums import MEMBER_ROLES, Approach, MilestoneKind, Pace, RelationalStep, Role, Standpoint
from projects.formats.people import is_address
from projects.formats.tables import MAX_BYTES, UnreadableError
from projects.measures.days import FIRST_DAY, LAST_DAY
from projects.models import Membership, Milestone, Project


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
    """A day that is not to come, for the reader."""

    def clean(self, value: Any) -> date | None:
        """Today or a day before."""
        day: date | None = super().clean(value)
        if day is not None and day > timezone.localdate():
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


CHOOSE = ("", _("Choose"))
NOBODY_YET = ("", _("Nobody yet"))


def named(people: Iterable[Membership], names: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """People as choices, under the names of the list and with their standpoint."""
    return [(str(one.pk), f"{names[one.pk]} ({one.get_standpoint_display()})") for one in people]


class OwnerField(forms.ChoiceField):
    """Somebody who looks after something. Cleaned, it is the key into `people`."""

    def __init__(self, **options: Any) -> None:
        wrong = {"required": _("Choose who owns it."), "invalid_choice": _("Choose somebody of the list.")}
        super().__init__(**{"label": _("Owner")} | options, error_messages=wrong)
        self.people: dict[str, Membership] = {}

    @classmethod
    def of(cls, form: forms.Form) -> OwnerField:
        """The field of a form."""
        field = form.fields["owner"]
        assert isinstance(field, cls)
        return field

    def offer(self, people: Iterable[Membership], names: Mapping[UUID, str], first: Any = CHOOSE) -> OwnerField:
        """Say who can be chosen, below a first line that chooses nobody."""
        self.people = {str(person.pk): person for person in people}
        self.choices = [first, *named(self.people.values(), names)]
        return self


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

    def words(self) -> ProjectWords:
        """What was decided."""
        return ProjectWords(**{name: self.cleaned_data[name] for name in ProjectWords.__dataclass_fields__})

    @staticmethod
    def start(project: Project) -> dict[str, Any]:
        """What the form shows first."""
        return {name: getattr(project, name) for name in ProjectWords.__dataclass_fields__}


class AddressField(forms.EmailField):
    """An e-mail address, as it is stored; odd ones that could break the header of a mail are refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": _("Enter an e-mail address.")},
            **options,
        )

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_address(value) if isinstance(value, str) else value) or ""

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if value and not is_address(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class PersonFields(forms.Form):
    """Who somebody is: their address and their name."""

    email = AddressField(label=_("E-mail address"))
    full_name = _line(_("Full name"), _("Enter the full name."), 150)


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
        """Who the project is handed to."""
        return FirstCoordinator(**{name: self.cleaned_data[name] for name in FirstCoordinator.__dataclass_fields__})


class TermsForm(CleanForm):
    """On what terms somebody takes part."""

    role = PickField(Role, label=_("Role"), missing=_("Choose a role."), only=MEMBER_ROLES)
    standpoint = PickField(
        Standpoint,
        missing=_("Choose a standpoint."),
        label=_("Standpoint"),
        help_text=_("From where this person speaks. No standpoint ranks above another."),
    )
    starts_on = DayField(label=_("Starts"), initial=site_today)
    expires_on = DayField(
        label=_("Ends"), required=False, help_text=_("From this day on they no longer see the project.")
    )

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("expires_on")
        if starts and ends and ends < starts:
            self.add_error("expires_on", _("The membership ends before it starts. Change one of the dates."))
        return data

    def terms(self) -> Terms:
        """What was decided."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})

    @staticmethod
    def start(membership: Membership) -> dict[str, Any]:
        """What the form shows first."""
        return {name: getattr(membership, name) for name in Terms.__dataclass_fields__}


class VersionForm(CleanForm):
    """About something as it was at `version`."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2_000_000_000,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Open this page again, then change it.")
        ),
    )


class PlanForm(CleanForm):
    """What a milestone is, whose and by when. `owners` are the memberships to choose from."""

    title = _line(
        _("Milestone"), _("Enter what is to be reached."), help_text=_("A step that can be shown to be done.")
    )
    owner = OwnerField()
    due_on = DayField(label=_("Due"))
    pace = PickField(
        Pace,
        label=_("Pace"),
        missing=_("Choose a pace."),
        help_text=_("Rapid: days and weeks. Slow: months and years."),
    )
    kind = PickField(
        MilestoneKind,
        label=_("Kind"),
        missing=_("Choose a kind."),
        help_text=_("Work on relationships counts as work."),
    )
    step = forms.ChoiceField(
        label=_("Which step of the relationship?"),
        required=False,
        choices=[("", _("None of these")), *RelationalStep.choices],
        help_text=_("Only for the kind “Relationship”."),
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )

    def __init__(self, *args: Any, owners: Iterable[Membership], names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = OwnerField.of(self).offer(owners, names)

    def clean(self) -> dict[str, Any]:
        """A step of the relationship is of that kind."""
        data = super().clean() or self.cleaned_data
        if data.get("step") and data.get("kind") not in (None, MilestoneKind.RELATIONAL):
            self.add_error("step", _("Choose “None of these” here, or the kind “Relationship” above."))
        return data

    def plan(self) -> Plan:
        """What was decided."""
        data = {name: self.cleaned_data[name] for name in Plan.__dataclass_fields__}
        return Plan(**data | {"owner": self.owner.people[self.cleaned_data["owner"]]})


class MilestoneAddForm(PlanForm, CreateForm):
    """A new milestone."""


class MilestoneEditForm(PlanForm, VersionForm):
    """A change of a milestone as it was at `version`."""

    note = WordsField(
        label=_("Why the date changes"),
        required=False,
        rows=3,
        max_length=2000,
        help_text=_("Needed only where the due date changes. Everybody in the project can read it."),
    )

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        names = [name for name in Plan.__dataclass_fields__ if name != "owner"]
        first = {name: getattr(milestone, name) for name in [*names, "version"]} | {"owner": str(milestone.owner_id)}
        super().__init__(*args, initial=first, **kwargs)
        self.milestone = milestone

    def clean(self) -> dict[str, Any]:
        """A date moves only with a note."""
        data = super().clean() or self.cleaned_data
        due_on = data.get("due_on")
        if due_on and due_on != self.milestone.due_on and not data.get("note"):
            self.add_error("note", _("Say why the date changes."))
        return data


class EvidenceForm(CleanForm):
    """What shows that a milestone is done, and since when."""

    evidence = WordsField(
        label=_("What shows that it is done?"),
        help_text=_("A link, a document, a decision, what changed. Everybody in the project can read it."),
        error_messages={"required": _("Say what shows that it is done.")},
    )
    done_on = PastDayField(label=_("Completed on"), initial=site_today)
