"""Words of the glossary explained where they are read.

`{% glossed text %}` is `{{ text|linebreaks }}` with the first place of each word on the page turned into a link. It
leads to an open `<details>` straight below the text, whose `<summary>` takes the focus; from there a link leads back to
the word. No link opens a closed `<details>` in every browser without a script, so they stand open and can be closed.
A word is explained once to a page, below the first text that has it; the glossary is read once for a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.defaultfilters import linebreaks_filter as linebreaks
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from glossary.measures import Piece, pieces
from glossary.queries import Lexicon, Said, lexicon
from projects.access import Here
from projects.permissions import Action

register = template.Library()


@dataclass
class PageWords:
    """What one page knows of the glossary, and the number of each word that it has explained so far."""

    lexicon: Lexicon
    url: str
    explained: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """The number of a word on this page."""
        return self.explained.setdefault(name, len(self.explained) + 1)


@register.simple_tag(takes_context=True)
def glossed(context: Context, text: str) -> SafeString:
    """A text of the project with its words explained; outside a project, only the text."""
    words = _page_words(context) if text else None
    if words is None:
        return SafeString(linebreaks(text or ""))
    found = pieces(text, words.lexicon.known, words.explained)
    marked = [piece for piece in found if piece.name]
    shown = linebreaks(format_html_join("", "{}", ((_piece(piece, words),) for piece in found)))
    return format_html("{}{}", shown, _explained(marked, words) if marked else "")


def _page_words(context: Context) -> PageWords | None:
    """Read once for a request."""
    request: HttpRequest | None = getattr(context, "request", None)
    here: Here | None = getattr(request, "here", None)
    if request is None or here is None or not here.may(Action.UNDERSTANDING_VIEW):
        return None
    words: PageWords | None = getattr(request, "page_words", None)
    if words is None:
        words = PageWords(lexicon(here.project), reverse("glossary:glossary", args=[here.project.pk]))
        request.page_words = words  # type: ignore[attr-defined]  # only this module reads it
    return words


def _piece(piece: Piece, words: PageWords) -> SafeString | str:
    """A stretch of text; where a word was found in it, a link to what it means."""
    if not piece.name:
        return piece.text
    return format_html(
        '<a class="glossed" role="doc-glossref" id="word-{0}-here" href="#word-{0}">{1}</a>',
        words.number(piece.name),
        piece.text,
    )


def _explained(marked: list[Piece], words: PageWords) -> SafeString:
    """The words of one text with what they mean, and the ways back into the text."""
    names = [piece.name for piece in marked]
    title = f"words-{words.number(names[0])}"
    return format_html(
        '<div class="glosses" role="group" aria-labelledby="{0}"><div class="glosses-head">'
        '<p class="glosses-title" id="{0}">{1}</p><p class="glosses-all"><a href="{2}">{3}</a></p></div>\n{4}</div>',
        title,
        _("Words explained here"),
        words.url,
        _("See the whole glossary"),
        format_html_join("", "{}", ((_gloss(name, words),) for name in names)),
    )


def _gloss(name: str, words: PageWords) -> SafeString:
    """One word: everything it means, none first in rank, and the way back."""
    return format_html(
        '<details class="gloss" open><summary id="word-{0}">{1}</summary>\n<dl>{2}</dl>'
        '<p class="gloss-back"><a href="#word-{0}-here">{3}<span class="vh"> ({1})</span></a></p></details>\n',
        words.number(name),
        name,
        _meanings(words.lexicon.said[name]),
        _("Back to the text"),
    )


def _meanings(said: Iterable[Said]) -> SafeString:
    return format_html_join("\n", "<div><dt>{}</dt><dd>{}{}</dd></div>", ((one.basis, *_both(one)) for one in said))


def _both(said: Said) -> tuple[SafeString, SafeString]:
    """What it means, and the same in plain words on a line of its own."""
    plain = format_html('<p class="soft">{} {}</p>', _("In plain words:"), said.plain_text) if said.plain_text else ""
    return SafeString(linebreaks(said.text)), SafeString(plain)
