"""The rows of "What needs me".

Made here and not in a template: there fifty rows cost more than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.templatetags.dates import day, moment
from core.templatetags.ui import tag
from notifications.registry import Need

register = template.Library()


@register.simple_tag
def needs_as_tasks(needs: Iterable[Need], kind: str = "need") -> SafeString:
    """Each need with its reason, its project and its day; a late one says so. `kind` begins the ids of the page."""
    by, late = escape(_("by")), tag("late", _("Late"))
    rows = "\n".join(_task(f"{kind}-{number}", need, by, late) for number, need in enumerate(needs, 1))
    return mark_safe(rows)  # noqa: S308  # every text in it is escaped below


def _task(key: str, need: Need, by: str, late: str) -> str:
    told, seen = (f' aria-describedby="{key}"', f'<span id="{key}">{late}</span>') if need.late else ("", "")
    due = f" · {by} {day(need.due_at) if need.whole_day else moment(need.due_at)}" if need.due_at else ""
    return (
        f'<li><div class="task"><a href="{escape(need.url)}"{told}>{escape(need.title)}</a>\n'
        f'<p>{escape(need.reason)}</p>\n<p class="soft">{escape(need.project)}{due}</p></div>\n{seen}</li>'
    )
