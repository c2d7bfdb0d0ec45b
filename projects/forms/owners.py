"""Choosing somebody of a project: who looks after something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Membership

# First lines of a list of people, which choose nobody.
CHOOSE = ("", _("Choose"))
NOBODY_YET = ("", _("Nobody yet"))


def choices_of(people: Iterable[Membership], names: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """People as choices: value and label. `names` are by membership."""
    return [(str(member.pk), f"{names[member.pk]} ({member.get_standpoint_display()})") for member in people]


class OwnerField(forms.ChoiceField):
    """Somebody who looks after something. Cleaned, it is a key of `people`, or empty where nobody was chosen."""

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

    def offer(self, people: Iterable[Membership], names: Mapping[UUID, str], first_choice: Any = CHOOSE) -> OwnerField:
        """Say who can be chosen, below a first line that chooses nobody."""
        self.people = {str(person.pk): person for person in people}
        self.choices = [first_choice, *choices_of(self.people.values(), names)]
        return self
