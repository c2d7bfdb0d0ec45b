"""The head and the rows of the programme.

Made here and not in a template: there fifty rows of ten cells cost more than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.dates import day
from core.templatetags.ui import tag
from dialogues.queries.silences import NextMeeting
from overview.queries.programme import Column, LinkedRow
from projects.enums import OPEN_PROJECT, ProjectState

register = template.Library()


@register.simple_tag(takes_context=True)
def programme_heads(context: Context, columns: Iterable[Column]) -> SafeString:
    """A heading for each column, which sorts by it; the filter of the address stays."""
    request = context["request"]
    assert isinstance(request, HttpRequest)
    return format_html_join("\n", "{}", ((_head(request, column),) for column in columns))


def _head(request: HttpRequest, column: Column) -> SafeString:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["sort"] = column.sort_query
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}</a></th>',
        SafeString(' class="number"') if column.is_number else "",
        format_html(' aria-sort="{}"', column.aria_sort) if column.aria_sort else "",
        asked.urlencode(),
        column.label,
    )


@register.simple_tag
def programme_rows(linked_rows: Iterable[LinkedRow]) -> SafeString:
    """The rows of the table, without its head."""
    tags = {state.value: tag("soon" if state in OPEN_PROJECT else "neutral", state.label) for state in ProjectState}
    return SafeString("\n".join([_row(linked, tags) for linked in linked_rows]))


def _row(linked: LinkedRow, tags: dict[str, SafeString]) -> SafeString:
    """A row, put together by hand: every part is escaped, or an address or number of our own."""
    title = conditional_escape(linked.row.title)
    cells = "".join([_cell(number, url) for number, url in linked.cells])
    return SafeString(
        f'<tr><th scope="row"><a href="{linked.url}">{title}</a></th><td>{tags[linked.row.state]}</td>'
        f"<td>{_next_meeting(linked.next_meeting)}</td>{cells}</tr>"
    )


def _cell(number: int, url: str) -> str:
    shown = f'<a href="{conditional_escape(url)}">{number}</a>' if url else str(number)
    return f'<td class="number">{shown}</td>'


def _next_meeting(meeting: NextMeeting | None) -> str:
    if meeting is None:
        return _("Nothing planned")
    if not meeting.url:
        return day(meeting.at)
    return format_html('<a href="{}">{}</a><small>{}</small>', meeting.url, meeting.title, day(meeting.at))
