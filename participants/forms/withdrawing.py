"""Forms of withdrawing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm, CreateForm
from participants.enums import Scope

CHOOSE = _("Choose how far you want to withdraw.")
# What happens, in one sentence.
MEANS = {
    Scope.CONTACT: _("You keep your place and can still write. We send you no mail about this project."),
    Scope.TAKING_PART: _("You leave the project today. What you wrote stays, with the permission you gave."),
    Scope.WORDS: _("You leave the project today. What you wrote here is deleted for good."),
}


class ScopeForm(CleanForm):
    """How far? Nothing is chosen beforehand."""

    scope = forms.TypedChoiceField(
        label=_("How far do you want to withdraw?"),
        choices=[(scope.value, f"{scope.label}. {MEANS[scope]}") for scope in Scope],
        coerce=Scope,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, *args: Any, offered: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scope"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(scope.value, f"{scope.label}. {MEANS[scope]}") for scope in offered]


class ConfirmForm(CreateForm):
    """One button. `seen` is the mark of the effects that were shown."""

    project = forms.UUIDField(widget=forms.HiddenInput)
    scope = forms.TypedChoiceField(choices=Scope.choices, coerce=Scope, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
