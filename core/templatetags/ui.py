"""Template tags of the look: state tags, the current link, fields. How to use them: `docs/look.md`."""

from __future__ import annotations

from django import template
from django.core.paginator import Page
from django.forms import BoundField, FileInput
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now

from core.differences import ADDED, TAKEN_OUT, Piece
from core.markup import markup

register = template.Library()

TAGS = frozenset({"late", "soon", "done", "waiting", "neutral"})


@register.simple_tag
def tag(kind: str, label: object) -> SafeString:
    """A state tag. `kind` is late, soon, done, waiting or neutral; anything else is drawn as neutral."""
    return markup('<strong class="tag {}">{}</strong>', kind if kind in TAGS else "neutral", label)


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """`aria-current` for a link: "page" on that very page, "true" on a page below it, nothing elsewhere."""
    request = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    if not url or not path.startswith(url) or (url == "/" and path != url):
        return SafeString("")
    return markup(' aria-current="{}"', "page" if path == url else "true")


@register.simple_tag
def marked_piece(piece: Piece) -> SafeString | str:
    """A piece of a difference. Made here, because a template would put space between the pieces of a text."""
    if piece.kind == ADDED:
        return _piece("ins", _now("added:"), piece.text)
    return _piece("del", _now("taken out:"), piece.text) if piece.kind == TAKEN_OUT else piece.text


def _piece(element: str, said: str, text: str) -> SafeString:
    sentence = '<{0}><span class="vh"> [{1} </span>{2}<span class="vh">] </span></{0}>'
    return markup(sentence, element, said, text)


@register.simple_tag
def title_start(form: object) -> str:
    """What comes before the name of a page in its title: "Error: " where its form has errors. Nothing without one."""
    return _now("Error") + ": " if getattr(form, "errors", None) else ""


@register.simple_tag
def title_end(project: object) -> str:
    """What comes after it: the project it is about, if there is one, and the site."""
    title = "" if isinstance(project, str) else getattr(project, "title", "")
    return "".join(f" \N{EN DASH} {name}" for name in (title, "clahrc") if name)


@register.simple_tag
def page_number(page: Page[object]) -> str:
    """Which page of a long list this is, after its name in a title: " (page 2)"; nothing on the first."""
    return " " + _now("(page %(number)d)") % {"number": page.number} if page.number > 1 else ""


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The widget of a form field, tied to its hint and its error. Django leaves files out, so they are tied here."""
    described = field.aria_describedby if isinstance(field.field.widget, FileInput) else ""
    return field.as_widget(attrs={"aria-describedby": described} if described else None)
