"""Who has signed the shared aim, as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from projects.enums import Standpoint
from understanding.queries.aims import Standing

HEAD = (_("Version"), _("Standpoint"), _("Name"), _("Signed on"), _("Today"))


def rows_of_file(standing: Standing) -> Iterator[list[str]]:
    """The head, then a line for each signature; a group without one has a line that says so."""
    yield [str(name) for name in HEAD]
    number = str(standing.aim.number)
    for group in standing.groups:
        label = str(Standpoint(group.standpoint).label)
        for row in group.signers:
            yield [number, label, row.name, iso(row.signed_at), row.now]
        if group.is_silent:
            yield [number, label, "", "", group.sentence]
