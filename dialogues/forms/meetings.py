"""Whether I come, and who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm
from dialogues.enums import Rsvp
from dialogues.models import AgendaItem, Seat

AGAIN = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Load this page again."))


class RsvpForm(CleanForm):
    """One answer. `sequence` is of the date that was shown."""

    rsvp = forms.TypedChoiceField(
        label=_("Will you come?"),
        choices=Rsvp.choices,
        coerce=Rsvp,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one answer."), "invalid_choice": _("Choose one answer of the list.")},
    )
    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, error_messages=AGAIN)


class AttendanceForm(CleanForm):
    """Ticks for seats, and for items of the agenda where there is one."""

    hide_optional = True

    seats = forms.MultipleChoiceField(
        label=_("Who came?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose people from the list.")},
    )
    items = forms.MultipleChoiceField(
        label=_("What did we come to?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the agenda.")},
    )

    def __init__(
        self,
        *args: Any,
        seats: Iterable[Seat],
        names: Mapping[UUID, str],
        items: Iterable[AgendaItem],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        seats, items = list(seats), list(items)
        self.initial = {
            "seats": [str(seat.pk) for seat in seats if seat.attended],
            "items": [str(item.pk) for item in items if item.covered],
        }
        named = [(str(seat.pk), f"{names[seat.pk]} · {seat.get_standpoint_display()}") for seat in seats]
        for name, choices in (("seats", named), ("items", [(str(item.pk), item.title) for item in items])):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices
            if not choices:
                del self.fields[name]

    def came(self) -> set[UUID]:
        """Seats that were there."""
        return {UUID(key) for key in self.cleaned_data.get("seats", ())}

    def covered(self) -> set[UUID]:
        """Items the group came to."""
        return {UUID(key) for key in self.cleaned_data.get("items", ())}
