"""Forms of the pulse: until when it is open, and somebody's answers. Nothing is ticked before somebody ticks it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.errors import Refused
from core.fields import DayField
from core.forms import CreateForm, SeenForm, WordsField
from understanding.actions.pulse import PulseAnswers
from understanding.measures.pulse import NOT_SURE, SCALE, STATEMENTS
from understanding.models import PulseAnswer
from understanding.policies import pulse as rules

UNSURE, NONE = "unsure", "none"
CHOICES = [*((str(step), label) for step, label in SCALE.items()), (UNSURE, NOT_SURE), (NONE, _("I leave this out"))]


class PulseOpenForm(CreateForm):
    """A new round of the pulse."""

    closes_on = DayField(
        label=_("Last day for answers"),
        initial=lambda: site_today() + rules.USUAL,
        help_text=_("On the day after, the answers are added up and deleted."),
    )

    def clean_closes_on(self) -> date:
        """Not today, and not months ahead."""
        day: date = self.cleaned_data["closes_on"]
        try:
            rules.check_closes_on(day, site_today())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return day


class PulseAnswerForm(SeenForm):
    """The eight statements and a note; `seen` is the mark of the answers that the page showed first."""

    hide_optional = True

    note = WordsField(
        label=_("Is there anything you want to add?"),
        required=False,
        rows=4,
        max_length=2000,
        help_text=_(
            "Your words are shown as you write them, under your group, to everybody who takes part. Leave out what "
            "would tell others who you are, if you do not want them to know. If your group is too small to be shown, "
            "your words are deleted unread."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wrong = {"invalid_choice": _("Choose one of the list.")}
        statements = {
            key: forms.ChoiceField(
                label=text, choices=CHOICES, required=False, widget=forms.RadioSelect, error_messages=wrong
            )
            for key, text in STATEMENTS.items()
        }
        self.fields = {**statements, **self.fields}

    @staticmethod
    def fields_of(stored: PulseAnswer | None) -> dict[str, str]:
        """What the form shows first: what is stored, and nothing ticked where nothing was."""
        answers = stored.answers if stored else {}
        ticked = {key: _choice_of(answers[key]) if key in answers else "" for key in STATEMENTS}
        return ticked | {"note": stored.note if stored else "", "seen": rules.mark_of_answer(stored)}

    def clean(self) -> dict[str, Any]:
        """At least one statement is answered, or a note is written."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not self._answers() and not data.get("note"):
            raise forms.ValidationError(_("Answer at least one statement, or write something at the end."))
        return data

    def _answers(self) -> dict[str, int | None]:
        chosen = {key: self.cleaned_data.get(key, "") for key in STATEMENTS}
        return {
            key: None if value == UNSURE else int(value) for key, value in chosen.items() if value not in ("", NONE)
        }

    def answers(self) -> PulseAnswers:
        """What somebody answers; only of a form that is right."""
        return PulseAnswers(self._answers(), self.cleaned_data["note"])


def _choice_of(answer: int | None) -> str:
    """The choice that stands for a stored answer."""
    return UNSURE if answer is None else str(answer)
