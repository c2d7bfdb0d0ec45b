"""Looking back: when, what has become of it, and where differences stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.fields import DayField
from core.forms import CleanForm, CreateForm, SeenForm, WordsField
from dialogues.enums import Standing
from dialogues.models import KeptDisagreement

CHOICES = (("on", _("Yes, on the day below")), ("never", _("No, there is no need to look back")))


class LookBackDateForm(CleanForm):
    """Whether the outcomes come back, and on which day. Cleaned `on` is that day, None for never."""

    look_back = forms.ChoiceField(
        label=_("Will you look back at what came of this dialogue?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        help_text=_("On that day everybody with a seat is asked what has become of it."),
        error_messages={
            "required": _("Say whether you will look back. No is an answer too."),
            "invalid_choice": _("Say whether you will look back. No is an answer too."),
        },
    )
    on = DayField(label=_("We look back on"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day to come with yes, and none with no."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("look_back") == "never":
            self.errors.pop("on", None)
            cleaned["on"] = None
        elif cleaned.get("look_back") == "on" and "on" not in self.errors:
            self.check_day(cleaned["on"])
        return cleaned

    def check_day(self, day: date | None) -> None:
        """Given, and after today."""
        if day is None:
            self.add_error("on", _now("Choose the day on which you look back."))
        elif day <= site_today():
            self.add_error("on", _now("Choose a day after today."))


class FinishForm(LookBackDateForm):
    """Where each kept disagreement stands; then whether the dialogue looks back again."""

    def __init__(self, *args: Any, kept: Iterable[KeptDisagreement], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["look_back"].label = _now("Look back again?")
        self.fields["on"].label = _now("Look back again on")
        self.rows = {f"standing_{number}": row for number, row in enumerate(kept, start=1)}
        for name, row in self.rows.items():
            self.fields[name] = forms.ChoiceField(
                label=_now("Where this stands now: %(title)s") % {"title": row.title},
                choices=Standing.choices,
                widget=forms.RadioSelect,
                initial=row.standing,
                required=row.look_back_on <= today,
                help_text=_now("To stay apart is no failure."),
                error_messages={
                    "required": _("Say where this difference stands."),
                    "invalid_choice": _("Say where this difference stands."),
                },
            )
        self.order_fields([*self.rows, "look_back", "on"])

    def standings(self) -> dict[UUID, str]:
        """Disagreement to where it stands; empty where nothing was said."""
        return {row.pk: self.cleaned_data[name] for name, row in self.rows.items()}


class NoteForm(SeenForm, CreateForm):
    """What has become of it, in one's own words."""

    text = WordsField(
        label=_("What has become of it?"),
        max_length=5000,
        help_text=_("Everybody in this project reads it, except observers, under the name of your seat."),
        error_messages={"required": _("Write what has become of it.")},
    )
