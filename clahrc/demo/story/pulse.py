"""The rounds of the demo's pulse: one long closed, in which patients are a group of their own, and one open."""

from __future__ import annotations

from typing import NamedTuple


class PulseAnswersStory(NamedTuple):
    """Somebody's answers: one sign for each statement, in order; `?` is not sure and `-` left out."""

    by: str
    signs: str
    note: str = ""


class PulseRoundStory(NamedTuple):
    """A round, by days: opened, last day for answers, and closed, if it is."""

    opened: int
    last: int
    closed: int | None
    sheets: tuple[PulseAnswersStory, ...]


PULSE_ROUNDS = (
    PulseRoundStory(
        -140,
        -126,
        -125,
        (
            PulseAnswersStory("dee", "24424254", "Send the papers a week before, not the evening before."),
            PulseAnswersStory("george", "1541512-", "I can take part from home now. That made the difference."),
            PulseAnswersStory("walter", "2232?134"),
            PulseAnswersStory("chen", "44425245", "The clinic cannot wait a year for each answer."),
            PulseAnswersStory("fatima", "34334143"),
            PulseAnswersStory("ruth", "25424234", "We were heard. I do not know yet what came of it."),
            PulseAnswersStory("amara", "45445255"),
            PulseAnswersStory("ben", "4?535345", "I would rather go slower and lose nobody."),
        ),
    ),
    PulseRoundStory(
        -4,
        10,
        None,
        (
            PulseAnswersStory("chen", "55535455"),
            PulseAnswersStory("fatima", "4444?345"),
            PulseAnswersStory("ruth", "45435345"),
        ),
    ),
)
