"""The pulse of the demo: a round long closed, in which patients are a group of their own, and one that is open."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """Somebody's answers: one sign for each statement, in order; `?` is not sure and `-` left out."""

    by: str
    signs: str
    note: str = ""


class Round(NamedTuple):
    """A round, by days: opened, last day for answers, and closed, if it is."""

    opened: int
    last: int
    closed: int | None
    said: tuple[Said, ...]


ROUNDS = (
    Round(
        -140,
        -126,
        -125,
        (
            Said("dee", "24424254", "Send the papers a week before, not the evening before."),
            Said("george", "1541512-", "I can take part from home now. That made the difference."),
            Said("walter", "2232?134"),
            Said("chen", "44425245", "The clinic cannot wait a year for each answer."),
            Said("fatima", "34334143"),
            Said("ruth", "25424234", "We were heard. I do not know yet what came of it."),
            Said("amara", "45445255"),
            Said("ben", "4?535345", "I would rather go slower and lose nobody."),
        ),
    ),
    Round(-4, 10, None, (Said("chen", "55535455"), Said("fatima", "4444?345"), Said("ruth", "45435345"))),
)
