"""The rows of "What needs me".

Made here and not in a template: there fifty rows cost more than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.dates import day, moment
from core.templatetags.ui import tag
from notifications.registry import Need

register = template.Library()


@register.simple_tag
def needs_as_tasks(needs: Iterable[Need]) -> SafeString:
    """Each need with its reason, its project and its day; a late one says so."""
    return format_html_join("\n", "{}", ((_task(number, need),) for number, need in enumerate(needs, 1)))


def _task(number: int, need: Need) -> SafeString:
    return format_html(
        '<li><div class="task"><a href="{}"{}>{}</a>\n<p>{}</p>\n<p class="soft">{}{}</p></div>\n{}</li>',
        need.url,
        format_html(' aria-describedby="need-{}"', number) if need.late else "",
        need.title,
        need.reason,
        need.project,
        format_html(" · {} {}", _("by"), day(need.due_at) if need.whole_day else moment(need.due_at))
        if need.due_at
        else "",
        format_html('<span id="need-{}">{}</span>', number, tag("late", _("Late"))) if need.late else "",
    )
