"""The form of the pace agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CreateForm, WordsField
from projects.models import PaceAgreement


def _number(label: Any, hint: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        help_text=hint,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write a number."), "invalid": _("Write a whole number.")},
    )


class PaceForm(CreateForm):
    """How fast both paces go."""

    rapid_days = _number(
        _("Rapid feedback within how many days?"),
        _("From the day somebody contributes to the day they are told what came of it. 1 to 365."),
        365,
    )
    slow_months = _number(
        _("Slow outputs within how many months?"),
        _("From the start of the project to a paper or report. 1 to 120."),
        120,
    )
    note = WordsField(
        label=_("What we agreed about it"),
        required=False,
        rows=4,
        max_length=5_000,
        help_text=_("Why this pace, and what each of us needs for it. Everybody in the project can read it."),
    )

    @staticmethod
    def fields_of(agreed: PaceAgreement | None) -> dict[str, Any]:
        """What the form shows first: what holds now."""
        names = ("rapid_days", "slow_months", "note")
        return {name: getattr(agreed, name) for name in names} if agreed else {}
