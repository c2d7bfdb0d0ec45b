"""What participants do by themselves. Beat may start a job twice: each does its work once."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from participants.actions.consent import ask_to_answer
from participants.queries.consent import joined_since

# Publishing asks whoever is there; a day and a half is more than the scheduler sleeps.
LOOKS_BACK = timedelta(hours=36)


@shared_task(name="participants.ask_who_joined")  # type: ignore[untyped-decorator]
def ask_who_joined() -> int:
    """Mail the consent form to whoever came after it was published. Answers how many people it looked at."""
    came = joined_since(timezone.now() - LOOKS_BACK)
    for version, person in came:
        ask_to_answer(version, person)
    return len(came)
