"""The glossary as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from glossary.queries import TermRow

HEAD = (_("Word"), _("Known from"), _("What it means"), _("In plain words"), _("By"), _("Changed by"))


def sheet(rows: Iterable[TermRow]) -> Iterator[list[str]]:
    """The head, then a line for each meaning, and one for a word that has none."""
    yield [str(name) for name in HEAD]
    for row in rows:
        for one in row.meanings:
            words = one.definition
            yield [row.term.name, str(one.basis), words.text, words.plain_text, one.by, one.changed_by]
        if not row.meanings:
            yield [row.term.name, "", "", "", "", ""]
