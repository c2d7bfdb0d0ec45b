"""Forms of a phase."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.fields import DayField
from core.forms import CleanForm, CreateForm, LineField, SeenForm, WordsField
from core.marks import mark_of
from milestones.actions.phases import PhaseDetails
from milestones.models import Phase

DETAILS = tuple(field.name for field in fields(PhaseDetails))


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

    def details(self) -> PhaseDetails:
        """The phase as it was typed."""
        return PhaseDetails(**{name: self.cleaned_data[name] for name in DETAILS})


def initial_of_phase(phase: Phase) -> dict[str, object]:
    """What the form shows first of a phase, and what its mark is made of."""
    return {name: getattr(phase, name) for name in DETAILS}


def mark_of_phase(phase: Phase) -> str:
    """The mark of what a page shows of a phase, which has no version."""
    return mark_of(initial_of_phase(phase))


class PhaseAddForm(PhaseForm, CreateForm):
    """A new phase."""


class PhaseEditForm(SeenForm, PhaseForm):
    """A change of a phase as it was when the page was asked for."""

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any) -> None:
        initial = initial_of_phase(phase) | {"seen": mark_of_phase(phase)}
        super().__init__(*args, initial=initial, **kwargs)
