"""What people expect, side by side, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from core.dates import iso
from projects.enums import Standpoint
from understanding.queries.mirror import Entry

HEAD = (_("Topic"), _("Standpoint"), _("Name"), _("What they expect"), _("Sent on"), _("Since the round before"))


def rows_of_file(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """The head, then the entries of the page; a silence is a line of its own."""
    yield [str(name) for name in HEAD]
    for entry in entries:
        standpoint = str(Standpoint(entry.standpoint).label)
        words = entry.words or entry.silence
        yield [str(entry.topic.label), standpoint, entry.by, words, iso(entry.sent_at), str(entry.change_in_words)]
