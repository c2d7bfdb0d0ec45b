"""What closing a project stops in its dialogues, and what opening it again starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import ngettext_lazy

from core.sentences import counted
from dialogues.queries import life as queries
from projects.models import Project
from projects.registry import declare_starts, declare_stops

WRITING_STOPS = ngettext_lazy(
    "%(count)d dialogue is open for writing. Nobody can write there while the project is closed. Drafts are kept.",
    "%(count)d dialogues are open for writing. Nobody can write there while the project is closed. Drafts are kept.",
    "count",
)
REVEAL_WAITS = ngettext_lazy(
    "%(count)d dialogue is to open its reflections by itself. It waits until the project is open again.",
    "%(count)d dialogues are to open their reflections by themselves. They wait until the project is open again.",
    "count",
)
MEETING_STANDS = ngettext_lazy(
    "%(count)d dialogue has a date to meet. Nobody is told that it is off. Call the date off before you close.",
    "%(count)d dialogues have a date to meet. Nobody is told that they are off. Call the dates off before you close.",
    "count",
)
WRITING_STARTS = ngettext_lazy(
    "%(count)d dialogue is open for writing again.", "%(count)d dialogues are open for writing again.", "count"
)
REVEAL_COMES = ngettext_lazy(
    "%(count)d dialogue opens its reflections within minutes, because its time came meanwhile.",
    "%(count)d dialogues open their reflections within minutes, because their time came meanwhile.",
    "count",
)


@declare_stops
def dialogues_stop(project: Project, now: datetime) -> Iterator[str]:
    """Writing, the reveal by itself, and meetings, of which nobody is told."""
    found = queries.under_way(project, now)
    yield from counted(WRITING_STOPS, found.writing)
    yield from counted(REVEAL_WAITS, found.to_reveal)
    yield from counted(MEETING_STANDS, found.to_meet)


@declare_starts
def dialogues_start(project: Project, now: datetime) -> Iterator[str]:
    """Writing, as long as there is time left; and the reveal whose time came meanwhile."""
    found = queries.under_way(project, now)
    yield from counted(WRITING_STARTS, found.writing)
    yield from counted(REVEAL_COMES, found.reveal_is_due)
