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
