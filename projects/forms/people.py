"""Forms of inviting people, of adding somebody without an address, and of one's own membership."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.enums import NameRule
from core.dates import site_today
from core.fields import CsvField, DayField, PickField, _line
from core.forms import CleanForm, CreateForm, LineField
from core.text import clean_address
from projects.actions.invitations import Invitee
from projects.actions.members import Naming, Terms
from projects.enums import MEMBER_ROLES, Role, Standpoint
from projects.formats.people import is_address, read
from projects.models import Membership


class AddressField(forms.EmailField):
    """An e-mail address, as it is stored; odd ones that could break the header of a mail are refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": _("Enter an e-mail address.")},
            **options,
        )

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_address(value) if isinstance(value, str) else value) or ""

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if value and not is_address(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class PersonFields(forms.Form):
    """Who somebody is: their address and their name."""

    email = AddressField(label=_("E-mail address"))
    full_name = _line(_("Full name"), _("Enter the full name."), 150)


class TermsForm(CleanForm):
    """On what terms somebody is a member."""

    role = PickField(Role, label=_("Role"), missing=_("Choose a role."), only=MEMBER_ROLES)
    standpoint = PickField(
        Standpoint,
        missing=_("Choose a standpoint."),
        label=_("Standpoint"),
        help_text=_("From where this person speaks. No standpoint ranks above another."),
    )
    starts_on = DayField(label=_("Starts"), initial=site_today)
    expires_on = DayField(
        label=_("Ends"), required=False, help_text=_("From this day on they no longer see the project.")
    )

    def clean(self) -> dict[str, Any]:
        """The end is not before the start."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("expires_on")
        if starts and ends and ends < starts:
            self.add_error("expires_on", _("The membership ends before it starts. Change one of the dates."))
        return data

    def terms(self) -> Terms:
        """Role, standpoint and dates; only of a form that is right."""
        return Terms(**{field.name: self.cleaned_data[field.name] for field in fields(Terms)})


def initial_of_terms(membership: Membership) -> dict[str, Any]:
    """The terms as they are stored, for the fields of a form."""
    return {field.name: getattr(membership, field.name) for field in fields(Terms)}


AS_PROFILE = "profile"


class InviteForm(PersonFields, TermsForm, CreateForm):
    """Somebody to invite by e-mail, and on what terms."""

    field_order = ["full_name", "email", "role", "standpoint", "starts_on", "expires_on"]

    def invitee(self) -> Invitee:
        """Address and name; only of a form that is right."""
        return Invitee(self.cleaned_data["email"], self.cleaned_data["full_name"])


class ClaimForm(CreateForm):
    """The address of somebody who was added without one."""

    email = AddressField(label=_("Their e-mail address"))


class NameRuleForm(CleanForm):
    """A name rule and, where one is chosen, a name."""

    name_rule = forms.ChoiceField(
        label=_("How they want to be named here"),
        widget=forms.RadioSelect,
        choices=NameRule.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the ways to be named.")),
    )
    pseudonym = LineField(
        label=_("The chosen name"),
        max_length=60,
        required=False,
        help_text=_("Used only where a chosen name is shown. It does not have to be a real one."),
    )

    def clean(self) -> dict[str, Any]:
        """A chosen name is needed where it is to be shown."""
        data = super().clean() or self.cleaned_data
        if data.get("name_rule") == NameRule.PSEUDONYM and data.get("pseudonym") == "":
            self.add_error("pseudonym", _now("Enter the chosen name, or choose another way to be named."))
        return data

    def naming(self) -> Naming:
        """The rule and the name; only of a form that is right. "As in my profile" is an empty rule."""
        rule = self.cleaned_data["name_rule"]
        return Naming("" if rule == AS_PROFILE else rule, self.cleaned_data["pseudonym"])


class OwnNamingForm(NameRuleForm):
    """How I am named in this project; `membership` is mine, with its person."""

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        initial = {"name_rule": membership.name_rule or AS_PROFILE, "pseudonym": membership.pseudonym}
        super().__init__(*args, initial=initial, **kwargs)
        profile = membership.person.named(membership.get_standpoint_display())
        field = self.fields["name_rule"]
        assert isinstance(field, forms.ChoiceField)
        field.label = _("How I want to be named here")
        field.choices = [(AS_PROFILE, _now("As in my profile: %(name)s") % {"name": profile}), *NameRule.choices]
        self.fields["pseudonym"].label = _("The name I choose here")


class WithoutAddressForm(NameRuleForm, TermsForm, CreateForm):
    """Somebody to add who has no e-mail address. A coordinator has to sign in, so they are not offered."""

    full_name = LineField(label=_("Full name"), max_length=150, error_messages={"required": _("Enter the full name.")})
    role = PickField(
        Role,
        label=_("Role"),
        missing=_("Choose a role."),
        only=[role for role in MEMBER_ROLES if role is not Role.COORDINATOR],
    )
    field_order = ["full_name", "name_rule", "pseudonym", "role", "standpoint", "starts_on", "expires_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name_rule"]
        assert isinstance(field, forms.ChoiceField)
        field.help_text = _("Ask them. Everybody in the project sees this name.")
        field.choices = [
            (NameRule.FULL.value, _("Their full name")),
            (NameRule.PSEUDONYM.value, _("A name they choose")),
            (NameRule.STANDPOINT.value, _("Their standpoint only, without a name")),
        ]


class ListForm(CreateForm):
    """A file with people to invite. Cleaned `file` is its rows."""

    file = CsvField(read, help_text=_("Up to 5,000 people and 2 MB. You see every row before anybody is invited."))
