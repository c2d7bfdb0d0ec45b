"""A closed round as a list: the same numbers as on its page. Notes stay on the page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from understanding.measures.pulse import CELLS, Text
from understanding.models import PulseRound
from understanding.queries.pulse import closed_round

HEAD: tuple[Text, ...] = (_("Statement"), _("Group"), _("Answers"), *CELLS)


def rows_of_file(row: PulseRound) -> Iterator[list[str]]:
    """The head, then a row for each statement and group."""
    yield [str(name) for name in HEAD]
    for statement in closed_round(row).statements:
        for group in statement.rows:
            yield [str(statement.text), str(group.label), str(group.count), *map(str, group.cells)]
