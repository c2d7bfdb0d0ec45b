"""Input of the writing journey."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import NameRule
from core.forms import CleanForm, LineField, VersionField, WordsField
from dialogues.enums import Manner, ReflectionKind
from dialogues.policies.uses import permits_use
from participants.enums import Audience, Use
from participants.permissions import Permission


class ReflectionForm(CleanForm):
    """The words to one prompt. Empty is allowed: nobody has to answer every prompt."""

    hide_optional = True

    text = WordsField(
        label="",
        required=False,
        rows=10,
        strip=False,
        error_messages={
            "max_length": _("This is longer than 50,000 characters. Shorten it, or put a part under the next prompt.")
        },
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ReflectionKind.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )
    version = VersionField()

    def clean_text(self) -> str:
        """Left empty is an answer; left out is a mistake that must not empty the draft."""
        if "text" not in self.data:
            raise forms.ValidationError(_("Nothing arrived. Load this page again."))
        return str(self.cleaned_data["text"])

    def words(self) -> dict[str, Any]:
        """What there is to save; only of a form that is right."""
        data = self.cleaned_data
        return {"text": data["text"], "version": data["version"], "kind": data["kind"] or None}


class ResponseForm(CleanForm):
    """A response to somebody's words, and how it answers them."""

    hide_optional = True

    manner = forms.ChoiceField(
        label=_("What does your response do?"),
        choices=Manner.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the list."), "invalid_choice": _("Choose one of the list.")},
    )
    text = WordsField(
        label=_("Your response"),
        required=False,
        rows=8,
        strip=False,
        error_messages={"max_length": _("This is longer than 50,000 characters. Shorten it, or send it in two parts.")},
    )
    version = VersionField()

    clean_text = ReflectionForm.clean_text

    def words(self) -> dict[str, Any]:
        """What there is to save; only of a form that is right."""
        data = self.cleaned_data
        return {"text": data["text"], "version": data["version"], "manner": data["manner"]}


class AutosaveForm(CleanForm):
    """What the autosave script sends: length is all that is checked."""

    text = ReflectionForm.base_fields["text"]
    version = ReflectionForm.base_fields["version"]

    clean_text = ReflectionForm.clean_text


class PermissionForm(CleanForm):
    """Who reads it, under what name, for what use. Uses are never ticked beforehand."""

    audience = forms.ChoiceField(
        label=_("Who reads this, after the reveal?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who reads this.")},
    )
    name_rule = forms.ChoiceField(
        label=_("Under what name?"),
        choices=NameRule.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose under what name.")},
    )
    pseudonym = LineField(label=_("The name I choose"), max_length=60, required=False)
    uses = forms.MultipleChoiceField(
        label=_("What may it be used for?"),
        help_text=_("Nothing is ticked unless you tick it. You can change this at any time."),
        choices=Use.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    everywhere = forms.BooleanField(label=_("Use these choices for all my answers in this dialogue"), required=False)

    @classmethod
    def starting_from(cls, permission: Permission) -> dict[str, Any]:
        """What the form shows first."""
        return {
            "audience": permission.audience,
            "name_rule": permission.name_rule,
            "pseudonym": permission.pseudonym,
            "uses": [use.value for use in Use if getattr(permission, use.value)],
        }

    def clean(self) -> dict[str, Any]:
        """A chosen name has to be given; a name that may be quoted has to be shown."""
        data = super().clean() or {}
        if data.get("name_rule") == NameRule.PSEUDONYM and not data.get("pseudonym"):
            self.add_error("pseudonym", _("Write the name you choose."))
        if data.get("name_rule") == NameRule.STANDPOINT and Use.QUOTED_NAMED in data.get("uses", []):
            self.add_error("uses", _("You show no name. Untick “Quoted with my name”, or choose a name."))
        return data

    def goes_into_files(self) -> bool:
        """Was it chosen that these words may leave in files? Only of a form that is right."""
        return permits_use(self.permission())

    def permission(self) -> Permission:
        """What was chosen; only of a form that is right."""
        data = self.cleaned_data
        uses = {use.value: use.value in data["uses"] for use in Use}
        return Permission(data["audience"], data["name_rule"], data["pseudonym"], **uses)
