"""Template tags that say dates: `{% moment value zone %}` and `{% day value %}`. Both answer nothing for None."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone

from core.dates import local_moment, say_day, say_moment
from core.markup import markup

register = template.Library()


@register.simple_tag
def moment(value: datetime | None, zone_name: str = "") -> str:
    """`<time>` with the moment in words, in `zone_name` or else in the zone active for this request."""
    if value is None:
        return ""
    zone = zone_name or timezone.get_current_timezone_name()
    stamp = local_moment(value, zone).isoformat(timespec="minutes")
    return markup('<time datetime="{}">{}</time>', stamp, say_moment(value, zone))


@register.simple_tag
def day(value: date | None) -> str:
    """`<time>` with the day in words. A datetime is first put on the clock active for this request."""
    if value is None:
        return ""
    shown = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return markup('<time datetime="{}">{}</time>', shown.isoformat(), say_day(shown))
