"""Forms that clean what comes from outside, keep what was typed and speak plainly."""

from __future__ import annotations

import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.text import clean_line, clean_words

MAX_WORDS = 50_000
MAX_VERSION = 2_000_000_000

# Django's messages, by their English text, in plainer words that say how to put it right.
PLAINER = {
    "This field is required.": _("Fill this in."),
    "Enter a valid date.": _("Write a date that exists, as day, month and year."),
    "Enter a valid date/time.": _("Write a date and a time that exist."),
    "Enter a valid email address.": _("Write an e-mail address like name@example.org."),
    "Enter a valid URL.": _("Write a link that begins with https://"),
    "Enter a whole number.": _("Write a whole number."),
    "Select a valid choice. %(value)s is not one of the available choices.": _("Choose one of the list."),
    "Select a valid choice. That choice is not one of the available choices.": _("Choose one of the list."),
    "Enter a list of values.": _("Choose from the list."),
}
LIMITS = {
    "max_length": _("Use at most %(limit_value)d characters. You have written %(show_value)d."),
    "null_characters_not_allowed": _("Take out the characters that cannot be shown."),
    "max_value": _("Write a number of at most %(limit_value)s."),
    "min_value": _("Write a number of at least %(limit_value)s."),
}


def plain_messages(field: forms.Field) -> dict[str, Any]:
    """The field's error messages, Django's own ones replaced; those that a form sets itself stay."""
    with translation.override(None):
        known = {code: PLAINER.get(str(message), message) for code, message in field.error_messages.items()}
    if isinstance(field, forms.EmailField):
        known["invalid"] = PLAINER["Enter a valid email address."]
    return LIMITS | known


class LineField(forms.CharField):
    """A name or title: one line."""

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_line(value) if isinstance(value, str) else value) or ""


class WordsField(forms.CharField):
    """What somebody writes: many lines, kept as written. At most `MAX_WORDS` characters."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        options.setdefault("max_length", MAX_WORDS)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_words(value) if isinstance(value, str) else value) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength in the page: a browser would cut a pasted text without a word."""
        return {key: value for key, value in super().widget_attrs(widget).items() if key != "maxlength"}


class VersionField(forms.IntegerField):
    """Which words the page saw. What makes no sense counts as having seen none, so that a save finds the newer ones."""

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=MAX_VERSION, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


class CleanForm(forms.Form):
    """The base of every form: rendered by crispy without a form tag, never saves."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.error_messages = plain_messages(field)

    @property
    def helper(self) -> FormHelper:
        """The template owns `<form>`, so that it can carry htmx attributes and buttons."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def read_again(self, **seen: object) -> None:
        """Another press of the button is about what is stored now: hidden fields get their value of now."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        for name, value in seen.items():
            data[name] = str(value)
        self.data = data

    def refuse(self, refused: Refused) -> None:
        """Show a refusal above the form; what was typed stays."""
        self.add_error(None, str(refused))


class CreateForm(CleanForm):
    """A form that makes something: sent twice, it makes it once."""

    form_token = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": _("Load this page again."), "invalid": _("Load this page again.")},
    )


class VersionForm(CleanForm):
    """About something as it was at `version`."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2_000_000_000,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Open this page again, then change it.")
        ),
    )
