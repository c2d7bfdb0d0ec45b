"""The glossary as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from glossary.queries import TermRow

HEAD = (_("Word"), _("Known from"), _("What it means"), _("In plain words"), _("By"), _("Changed by"))


def rows_of_file(rows: Iterable[TermRow]) -> Iterator[list[str]]:
    """The head, then a line for each meaning, and one for a word that has none."""
    yield [str(name) for name in HEAD]
    for row in rows:
        for meaning in row.meanings:
            stored = meaning.definition
            yield [row.term.name, str(meaning.basis), stored.text, stored.plain_text, meaning.by, meaning.changed_by]
        if not row.meanings:
            yield [row.term.name, "", "", "", "", ""]
