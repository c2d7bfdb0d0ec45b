"""The mark of a standpoint, `{% standpoint %}`: built in, so that a page loads nothing for it."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from core.markup import markup
from projects.enums import Standpoint

register = template.Library()


@register.simple_tag
def standpoint(name: str, label: object = "") -> SafeString:
    """Colour (css/tokens.css), shape (components/sprite.html) and label. An unknown name has only its label."""
    key = str(name)
    if key not in Standpoint.values:
        return markup('<span class="mark">{}</span>', label or key.capitalize())
    return markup(
        '<span class="mark {0}"><svg aria-hidden="true" focusable="false"><use href="#mark-{0}"/></svg>{1}</span>',
        key,
        label or Standpoint(key).label,
    )
