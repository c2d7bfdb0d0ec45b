"""Forms of signing in, of passwords and of one's own profile. Those of signing in keep allauth's checks."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.actions.people import Profile
from accounts.enums import ContactBy, NameRule
from accounts.queries import PROFILE
from core.dates import say_zone
from core.forms import CleanForm, LineField, SeenForm, WordsField

EMAIL = {"label": _("E-mail address"), "autocomplete": "username"}
CURRENT = {"label": _("Password"), "autocomplete": "current-password"}
NEW = {"label": _("New password"), "autocomplete": "new-password"}
AGAIN = {"label": _("New password again"), "autocomplete": "new-password"}
# What each field of allauth's forms is called here, and what a browser may fill in.
FIELDS: dict[str, dict[str, Any]] = {
    "login": EMAIL,
    "email": EMAIL,
    "password": CURRENT,
    "oldpassword": CURRENT | {"label": _("Current password")},
    "password1": NEW,
    "password2": AGAIN,
    "code": {"label": _("Code"), "autocomplete": "one-time-code"},
}
PASSWORD_HINT = _("At least 12 characters. Not a common password, and not like your name or your address.")
MAX_LENGTH = 500  # of a password: more is not typed, and hashing it costs time


class PlainFields(CleanForm):
    """Labels above the fields and nothing inside them, in our words. Stands before one of allauth's forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            wording = FIELDS[name]
            field.label, field.help_text = wording["label"], ""
            field.widget.attrs = {"autocomplete": wording["autocomplete"]}
            field.error_messages["required"] = _("Enter this: %(label)s.") % {"label": wording["label"]}
            field.validators.append(MaxLengthValidator(MAX_LENGTH, _("Make this shorter.")))
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HINT


class SignInForm(PlainFields, allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class AskForCodeForm(PlainFields, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """Where to send a sign-in code."""


class CodeForm(PlainFields, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the mail."""


class ForgottenPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link for a new password."""


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, after the link from the mail."""


class ChangePasswordForm(PlainFields, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the old one."""


class FirstPasswordForm(PlainFields, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who has signed in by code so far."""


PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,38}( ?(x|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)

COMMON_ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Athens",
    "America/New_York",
    "America/Los_Angeles",
    "Africa/Lagos",
    "Asia/Kolkata",
    "Australia/Sydney",
    "UTC",
)


@cache
def every_zone() -> tuple[str, ...]:
    """All names of the IANA database, in order."""
    return tuple(sorted(available_timezones() - set(COMMON_ZONES)))


def zones() -> list[tuple[Any, Any]]:
    """The zones most people here want, then all the others."""
    common = [(name, f"{say_zone(name)} ({name})" if name != "UTC" else name) for name in COMMON_ZONES]
    others = [(name, name.replace("_", " ")) for name in every_zone()]
    return [(_now("Often chosen"), common), (_now("All others"), others)]


class ProfileForm(SeenForm):
    """Who I am here and how I want to be named."""

    full_name = LineField(
        label=_("Full name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Enter your full name."),
            "max_length": _("Make your full name 150 characters or shorter."),
        },
    )
    name_rule = forms.ChoiceField(
        label=_("How I want to be named"),
        choices=NameRule.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "You are shown under this name in your projects: in the list of people, in the history, beside your words. "
            "In each project, and for each reflection, you can choose another one."
        ),
        error_messages={
            "required": _("Choose how you want to be named."),
            "invalid_choice": _("Choose one of the three ways to be named."),
        },
    )
    pseudonym = LineField(
        label=_("The name I choose"),
        max_length=60,
        required=False,
        help_text=_("Used only where you chose “A name I choose”. Choose one that does not give you away."),
        error_messages={"max_length": _("Make the name you choose 60 characters or shorter.")},
    )
    about = WordsField(
        label=_("About me"),
        required=False,
        rows=4,
        max_length=1000,
        help_text=_(
            "A few sentences. Everybody in your projects can read them beside your name there, so leave out what "
            "would give you away where your name is not shown."
        ),
    )
    contact_by = forms.ChoiceField(
        label=_("How to reach me"),
        choices=ContactBy.choices,
        widget=forms.RadioSelect,
        help_text=_("Coordinators of your projects see this, and nobody else. Mails of this application come anyway."),
        error_messages={
            "required": _("Choose how to reach you."),
            "invalid_choice": _("Choose one of the three ways to reach you."),
        },
    )
    phone = LineField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Needed only for a call or a text message. Coordinators of your projects see it."),
        error_messages={"max_length": _("Make the phone number 40 characters or shorter.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        help_text=_("Times on pages and in mails are shown in this zone."),
        error_messages={
            "required": _("Choose a time zone from the list."),
            "invalid_choice": _("Choose a time zone from the list."),
        },
    )

    def clean_phone(self) -> str:
        """A number as people write it."""
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(_("Enter a phone number, such as 020 7946 0018 or +44 20 7946 0018."))
        return phone

    def clean(self) -> dict[str, Any]:
        """A chosen name is needed where it is to be shown, and a number where somebody is to call."""
        values = super().clean() or {}
        if values.get("contact_by") in (ContactBy.PHONE, ContactBy.TEXT) and values.get("phone") == "":
            self.add_error("phone", _("Enter your phone number, or choose to be reached by e-mail."))
        if values.get("name_rule") == NameRule.PSEUDONYM and values.get("pseudonym") == "":
            self.add_error("pseudonym", _("Enter the name you choose, or choose another way to be named."))
        return values

    def profile(self) -> Profile:
        """The profile as it was chosen; only of a form that is right."""
        data = {name: self.cleaned_data[name] for name in PROFILE}
        rules = {"name_rule": NameRule(data["name_rule"]), "contact_by": ContactBy(data["contact_by"])}
        return Profile(**data | rules)
