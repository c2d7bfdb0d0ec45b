"""What shared understanding does by itself."""

from __future__ import annotations

from celery import shared_task

from core.dates import site_today
from understanding.actions.expectations import ask_everybody_again
from understanding.actions.pulse import close_round
from understanding.queries import pulse
from understanding.queries.expectations import rounds_due_again


@shared_task(name="understanding.close_pulse")  # type: ignore[untyped-decorator]
def close_pulse() -> int:
    """Close the rounds whose last day is past, also in a closed project: the day was promised. Answers how many."""
    return sum(close_round(row, by=None) for row in pulse.rounds_over(site_today()))


@shared_task(name="understanding.ask_again")  # type: ignore[untyped-decorator]
def ask_again() -> int:
    """By day: open the next round of expectations where its day has come. Answers how many rounds it opened."""
    return sum(ask_everybody_again(row, by=None) for row in rounds_due_again(site_today()))
