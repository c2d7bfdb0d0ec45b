"""Forms that clean what comes from outside, keep what was typed and speak plainly."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import translation
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import say_clock, say_day
from core.errors import Refused
from core.marks import sent_token
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


class MarkField(forms.CharField):
    """The mark of what the page showed (`core.marks`). What makes no sense counts as having seen nothing."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self, value: Any) -> str:
        try:
            return super().clean(value) or ""
        except forms.ValidationError:
            return ""


class CleanForm(forms.Form):
    """The base of every form: rendered by crispy without a form tag, never saves."""

    use_required_attribute = False
    is_long = False  # without a text box, but so much to fill in that it is kept meanwhile

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

    def typed_in_words(self, name: str) -> str:
        """What stands in a field, as its page says it."""
        return in_words(self.fields[name], self[name].value())

    def rows_in_words(self, values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Values of visible fields as (label, words, name of the field), for a page that shows what is stored now."""
        seen = [name for name in values if name in self.fields and not self.fields[name].widget.is_hidden]
        return [(str(self.fields[name].label), in_words(self.fields[name], values[name]), name) for name in seen]


class CreateForm(CleanForm):
    """A form that makes something: sent twice, it makes it once; sent with other words, `core.models.once` says so."""

    form_token = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": _("Load this page again."), "invalid": _("Load this page again.")},
    )

    def clean_form_token(self) -> uuid.UUID:
        """The token with what was sent, so that another text does not pass for the one that was taken before."""
        seen = (VersionField, MarkField)
        names = [name for name, field in self.fields.items() if name != "form_token" and not isinstance(field, seen)]
        return sent_token(self.cleaned_data["form_token"], {name: self._sent(name) for name in names})

    def _sent(self, name: str) -> object:
        """What came in a field, before it is understood; of a file its mark."""
        raw = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if isinstance(raw, UploadedFile):
            mark = sha256(b"".join(raw.chunks())).hexdigest()  # from the beginning, whoever has read it before
            raw.seek(0)
            return mark
        return clean_words(raw) if isinstance(raw, str) else raw

    def another(self) -> None:
        """Another press of the button makes another one."""
        self.read_again(form_token=uuid.uuid4())


class VersionForm(CleanForm):
    """A change of something as it was at `version`, which `core.editing.check_fresh` compares."""

    version = VersionField()


class SeenForm(CleanForm):
    """A change of something without a version; `seen` is its mark, which `core.editing.check_seen` compares."""

    seen = MarkField()


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a field as its page says it, whether it was typed or stored: labels of choices, days in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, (list, tuple, set)):
        return "; ".join(in_words(field, one) for one in value)
    if isinstance(field, forms.ChoiceField):
        return _label(field, str(value))
    if isinstance(field, forms.BooleanField):
        return _now("Yes") if field.to_python(value) else _now("No")
    return _said(_read(field, value))


def _label(field: forms.ChoiceField, value: str) -> str:
    """The label of a choice, in a group or not; the value itself where the list has it no more."""
    choices: Iterable[tuple[Any, Any]] = flatten_choices(cast("Any", field.choices))
    return next((str(label) for key, label in choices if str(key) == value), value)


def _read(field: forms.Field, value: Any) -> Any:
    """A typed text as its field reads it, or as it stands."""
    try:
        return field.to_python(value) if isinstance(value, str) else value
    except forms.ValidationError:
        return value


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{say_day(value)}, {say_clock(value)}"
    return say_day(value) if isinstance(value, date) else str(value)
