"""Forms that clean what comes from outside, keep what was typed and speak plainly."""

from __future__ import annotations

import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.text import clean_line, clean_words

MAX_WORDS = 50_000


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


class CleanForm(forms.Form):
    """The base of every form: rendered by crispy without a form tag, never saves."""

    use_required_attribute = False

    @property
    def helper(self) -> FormHelper:
        """The template owns `<form>`, so that it can carry htmx attributes and buttons."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

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
