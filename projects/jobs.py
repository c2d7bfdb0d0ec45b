"""What projects do by themselves."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from core.dates import site_today
from projects.actions.contributions import close_in_silence
from projects.actions.expectations import ask_again as open_again
from projects.actions.pulse import close_round
from projects.models import InvitationList, MilestoneList
from projects.queries import pulse
from projects.queries.contributions_due import quiet
from projects.queries.expectations import due_again

KEPT_FOR = timedelta(days=1)


@shared_task(name="projects.forget_lists")  # type: ignore[untyped-decorator]
def forget_lists() -> int:
    """Each hour: lists read from files go after a day, confirmed or not. Answers how many went."""
    old = {"created_at__lt": timezone.now() - KEPT_FOR}
    return sum(model.objects.filter(**old).delete()[0] for model in (InvitationList, MilestoneList))


@shared_task(name="projects.close_pulse")  # type: ignore[untyped-decorator]
def close_pulse() -> int:
    """Close the rounds whose last day is past, also in a closed project: the day was promised. Answers how many."""
    return sum(close_round(row, by=None) for row in pulse.over(site_today()))


@shared_task(name="projects.ask_again")  # type: ignore[untyped-decorator]
def ask_again() -> int:
    """By day: open the next round of expectations where its day has come. Answers how many rounds it opened."""
    return sum(open_again(row, by=None) for row in due_again(site_today()))


@shared_task(name="projects.close_silent")  # type: ignore[untyped-decorator]
def close_silent() -> int:
    """Each hour of the day: close contributions whose stated day has passed without an answer. Answers how many."""
    return sum(close_in_silence(row, by=None) for row in quiet(timezone.now()))
