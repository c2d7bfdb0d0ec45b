"""Words of the glossary explained where they are read.

`{% glossed text %}` is `{{ text|linebreaks }}` with the first place of each word on the page turned into a link. It
leads to an open `<details>` straight below the text, whose `<summary>` takes the focus; from there a link leads back to
the word. No link opens a closed `<details>` in every browser without a script, so they stand open and can be closed.
A word is explained once to a page, below the first text that has it; the glossary is read once for a page. The markup
is made here and not in a template: the words of a text are found one after the other, each numbered as it is found.
"""

from __future__ import annotations

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
from glossary.queries import ExplainedTerms, Explanation, explained_terms
from projects.access import Here
from projects.permissions import Action

register = template.Library()


@dataclass
class PageGlossary:
    """What one page knows of the glossary, and the number of each name that it has explained so far."""

    terms: ExplainedTerms
    url: str
    numbers: dict[str, int] = field(default_factory=dict)

    def number_of(self, name: str) -> int:
        """The number of a name on this page."""
        return self.numbers.setdefault(name, len(self.numbers) + 1)


@register.simple_tag(takes_context=True)
def glossed(context: Context, text: str) -> SafeString:
    """A text of the project with its words explained; outside a project, only the text."""
    glossary = _page_glossary(context) if text else None
    if glossary is None:
        return SafeString(linebreaks(text or ""))
    cut = pieces(text, glossary.terms.index, named_before=glossary.numbers)
    names = [piece.name for piece in cut if piece.name]
    marked = linebreaks(format_html_join("", "{}", ((_linked(piece, glossary),) for piece in cut)))
    return format_html("{}{}", marked, _explanations(names, glossary) if names else "")


def _page_glossary(context: Context) -> PageGlossary | None:
    """The glossary of the project that this page belongs to, read once for a request."""
    request: HttpRequest | None = getattr(context, "request", None)
    here: Here | None = getattr(request, "here", None)
    if request is None or here is None or not here.may(Action.UNDERSTANDING_VIEW):
        return None
    glossary: PageGlossary | None = getattr(request, "page_glossary", None)
    if glossary is None:
        glossary = PageGlossary(explained_terms(here.project), reverse("glossary:glossary", args=[here.project.pk]))
        request.page_glossary = glossary  # type: ignore[attr-defined]  # only this module reads it
    return glossary


def _linked(piece: Piece, glossary: PageGlossary) -> SafeString | str:
    """A stretch of text; where a word was found in it, a link to what it means."""
    if not piece.name:
        return piece.text
    return format_html(
        '<a class="glossed" role="doc-glossref" id="word-{0}-here" href="#word-{0}">{1}</a>',
        glossary.number_of(piece.name),
        piece.text,
    )


def _explanations(names: list[str], glossary: PageGlossary) -> SafeString:
    """The words of one text with what they mean, and the ways back into the text."""
    return format_html(
        '<div class="glosses" role="group" aria-labelledby="{0}"><div class="glosses-head">'
        '<p class="glosses-title" id="{0}">{1}</p><p class="glosses-all"><a href="{2}">{3}</a></p></div>\n{4}</div>',
        f"words-{glossary.number_of(names[0])}",
        _("Words explained here"),
        glossary.url,
        _("See the whole glossary"),
        format_html_join("", "{}", ((_gloss(name, glossary),) for name in names)),
    )


def _gloss(name: str, glossary: PageGlossary) -> SafeString:
    """One word: everything it means, none first in rank, and the way back."""
    return format_html(
        '<details class="gloss" open><summary id="word-{0}">{1}</summary>\n<dl>{2}</dl>'
        '<p class="gloss-back"><a href="#word-{0}-here">{3}<span class="vh"> ({1})</span></a></p></details>\n',
        glossary.number_of(name),
        name,
        format_html_join("\n", "{}", ((_meaning(explanation),) for explanation in glossary.terms.explanations[name])),
        _("Back to the text"),
    )


def _meaning(explanation: Explanation) -> SafeString:
    """One meaning: known from where, what, and the same in plain words on a line of its own."""
    text = SafeString(linebreaks(explanation.text))
    plain = (
        format_html('<p class="soft">{} {}</p>', _("In plain words:"), explanation.plain_text)
        if explanation.plain_text
        else ""
    )
    return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", explanation.basis_label, text, plain)
