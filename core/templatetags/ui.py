"""Template tags of the look: state tags, the current link, fields. How to use them: `docs/look.md`."""

from __future__ import annotations

from django import template
from django.forms import BoundField, FileInput
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

TAGS = frozenset({"late", "soon", "done", "waiting", "neutral"})


@register.simple_tag
def tag(kind: str, label: object) -> SafeString:
    """A state tag. `kind` is late, soon, done, waiting or neutral; anything else is drawn as neutral."""
    return format_html('<strong class="tag {}">{}</strong>', kind if kind in TAGS else "neutral", label)


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """`aria-current` for a link: "page" on that very page, "true" on a page below it, nothing elsewhere."""
    request = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    if not url or not path.startswith(url) or (url == "/" and path != url):
        return SafeString("")
    return format_html(' aria-current="{}"', "page" if path == url else "true")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The widget of a form field, tied to its hint and its error. Django leaves files out, so they are tied here."""
    described = field.aria_describedby if isinstance(field.field.widget, FileInput) else ""
    return field.as_widget(attrs={"aria-describedby": described} if described else None)
