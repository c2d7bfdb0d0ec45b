"""HTML that is written out of texts."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from core.markup import markup


@given(st.lists(st.text(), min_size=2, max_size=2))
def test_it_writes_what_django_would_write(values: list[str]) -> None:
    inside = "<b>{}</b> {}"
    assert markup(inside, *values) == format_html(inside, *values)
    assert markup("{}", markup(inside, *values)) == format_html("{}", format_html(inside, *values))


def test_a_text_that_is_still_to_be_translated_is_escaped() -> None:
    assert markup("<i>{}</i>", gettext_lazy("a < b")) == "<i>a &lt; b</i>"
