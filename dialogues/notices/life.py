"""What closing a project stops in its dialogues, and what opening it again starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import ngettext

from dialogues.queries import life as queries
from projects.models import Project
from projects.registry import declare_starts, declare_stops


def counted(one: str, many: str, count: int) -> Iterator[str]:
    """The sentence with its number, or nothing where there is none."""
    if count:
        yield ngettext(one, many, count) % {"count": count}


@declare_stops
def dialogues_stop(project: Project, now: datetime) -> Iterator[str]:
    """Writing, the reveal by itself, and meetings, of which nobody is told."""
    found = queries.under_way(project, now)
    yield from counted(
        "%(count)d dialogue is open for writing. Nobody can write there while the project is closed. Drafts are kept.",
        "%(count)d dialogues are open for writing. Nobody can write there while the project is closed. "
        "Drafts are kept.",
        found.writing,
    )
    yield from counted(
        "%(count)d dialogue is to open its reflections by itself. It waits until the project is open again.",
        "%(count)d dialogues are to open their reflections by themselves. They wait until the project is open again.",
        found.to_reveal,
    )
    yield from counted(
        "%(count)d dialogue has a date to meet. Nobody is told that it is off. Call the date off before you close.",
        "%(count)d dialogues have a date to meet. Nobody is told that they are off. Call the dates off before you "
        "close.",
        found.to_meet,
    )


@declare_starts
def dialogues_start(project: Project, now: datetime) -> Iterator[str]:
    """Writing, as long as there is time left; and the reveal whose time came meanwhile."""
    found = queries.under_way(project, now)
    yield from counted(
        "%(count)d dialogue is open for writing again.",
        "%(count)d dialogues are open for writing again.",
        found.writing,
    )
    yield from counted(
        "%(count)d dialogue opens its reflections within minutes, because its time came meanwhile.",
        "%(count)d dialogues open their reflections within minutes, because their time came meanwhile.",
        found.reveal_is_due,
    )
