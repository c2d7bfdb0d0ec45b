"""How long things took, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from understanding.queries.pace import Actual

HEAD = (_("What"), _("Milestone"), _("Began"), _("Done"), _("Took"), _("Beside what we agreed"))


def rows_of_file(rows: Iterable[Actual]) -> Iterator[list[str]]:
    """The head, then the table of the page."""
    yield [str(name) for name in HEAD]
    for row in rows:
        yield [str(row.kind_in_words), row.title, iso(row.began), iso(row.ended), row.length, row.beside]
