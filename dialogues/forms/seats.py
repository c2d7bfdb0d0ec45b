"""Who sits in a dialogue."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm
from projects.models import Membership


class SomeChoices(forms.CheckboxSelectMultiple):
    """Checkboxes of which some are shown and cannot be ticked."""

    closed: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        if str(value) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class SeatsForm(CleanForm):
    """Who has a seat, and who of them facilitates. Its choices are members who take part today.

    A member without consent and without a seat (`agree` and `seated` hold the others) is shown with the reason. The
    action refuses them whatever is sent. `names` tell two of the same name apart.
    """

    hide_optional = True

    seated = forms.MultipleChoiceField(
        label=_("Who has a seat"),
        required=False,
        widget=SomeChoices,
        error_messages={"invalid_choice": _("Choose people from the list.")},
    )
    facilitating = forms.MultipleChoiceField(
        label=_("Who facilitates"),
        required=False,
        widget=SomeChoices,
        help_text=_("A facilitator has a seat too, can open the reveal, and reads what is shared with facilitators."),
        error_messages={"invalid_choice": _("Choose people from the list.")},
    )

    def __init__(
        self,
        *args: Any,
        members: Iterable[Membership],
        names: Mapping[UUID, str],
        agree: Container[UUID],
        seated: Container[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        members = list(members)
        without = (str(member.pk) for member in members if member.person_id not in agree)
        closed = frozenset(key for key in without if key not in seated)
        choices = [
            (str(member.pk), _choice(member, names.get(member.pk, ""), is_closed=str(member.pk) in closed))
            for member in members
        ]
        for field in self.fields.values():
            assert isinstance(field, forms.MultipleChoiceField)
            assert isinstance(field.widget, SomeChoices)
            field.choices = choices
            field.widget.closed = closed

    def clean(self) -> dict[str, Any]:
        """Whoever facilitates sits at the table."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if set(cleaned.get("facilitating", ())) - set(cleaned.get("seated", ())):
            self.add_error("facilitating", _now("A facilitator needs a seat. Choose the same person in both lists."))
        return cleaned

    def chosen(self) -> dict[UUID, bool]:
        """Membership to whether it facilitates."""
        leading = set(self.cleaned_data["facilitating"])
        return {UUID(key): key in leading for key in self.cleaned_data["seated"]}


def _choice(member: Membership, name: str, *, is_closed: bool) -> str:
    """A member as the lists of seats say them."""
    said = f"{name or member.named()} · {member.get_standpoint_display()}"
    why = _now("cannot have a seat yet: has not agreed to the latest consent form")
    return f"{said} · {why}" if is_closed else said
