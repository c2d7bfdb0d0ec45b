"""The glossary as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from glossary.queries import TermRow

HEAD = (_("Word"), _("Known from"), _("What it means"), _("In plain words"), _("By"), _("Changed by"))


def rows_of_file(rows: Iterable[TermRow]) -> Iterator[list[str]]:
    """The head, then a line for each meaning, and one for a term that has none."""
    yield [str(name) for name in HEAD]
    for row in rows:
        for said in row.meanings:
            meaning = said.meaning
            yield [
                row.term.name,
                str(said.basis_label),
                meaning.text,
                meaning.plain_text,
                said.author_name,
                said.changer_name,
            ]
        if not row.meanings:
            yield [row.term.name, "", "", "", "", ""]
