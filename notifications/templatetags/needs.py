"""The rows of "What needs me".

Made here and not in a template: there fifty rows cost more than the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.markup import markup
from core.templatetags.dates import day, moment
from core.templatetags.ui import tag
from notifications.registry import Need

register = template.Library()


@register.simple_tag
def needs_as_tasks(needs: Iterable[Need], kind: str = "need") -> SafeString:
    """Each need with its reason, its project and its day; a late one says so. `kind` begins the ids of the page."""
    by, late = _("by"), tag("late", _("Late"))
    return SafeString("\n".join(_task(f"{kind}-{number}", need, by, late) for number, need in enumerate(needs, 1)))


def _task(key: str, need: Need, by: str, late: SafeString) -> SafeString:
    due = markup(" · {} {}", by, day(need.due_at) if need.whole_day else moment(need.due_at)) if need.due_at else ""
    return markup(
        '<li><div class="task"><a href="{}"{}>{}</a>\n<p>{}</p>\n<p class="soft">{}{}</p></div>\n{}</li>',
        need.url,
        markup(' aria-describedby="{}"', key) if need.late else "",
        need.title,
        need.reason,
        need.project,
        due,
        markup('<span id="{}">{}</span>', key, late) if need.late else "",
    )
