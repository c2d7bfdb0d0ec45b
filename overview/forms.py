"""The form that starts a copy of a project."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.fields import DayField, PickField
from core.forms import CreateForm, LineField
from overview.actions import Copy
from projects.actions.projects import FirstCoordinator
from projects.enums import Standpoint
from projects.forms.people import PersonFields


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
