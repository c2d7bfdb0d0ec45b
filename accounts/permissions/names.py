"""Under what name a person may be shown: the one function that renders a person's name.

Every surface calls it: page, mail, export, file name, log.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.enums import NameRule


def name_of(rule: str, *, full_name: str, pseudonym: str, standpoint: str) -> str:
    """The name to show under a rule.

    `standpoint` is its label in words ("Patient"). A pseudonym rule without a pseudonym falls back to the standpoint,
    never to the full name.
    """
    if rule == NameRule.FULL and full_name:
        return full_name
    if rule == NameRule.PSEUDONYM and pseudonym:
        return pseudonym
    return _("%(standpoint)s, name not shown") % {"standpoint": standpoint} if standpoint else _("Name not shown")
