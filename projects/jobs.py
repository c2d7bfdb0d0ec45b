"""What projects do by themselves."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from projects.actions.contributions import close_in_silence
from projects.models import InvitationList
from projects.queries.contributions_due import quiet

KEPT_FOR = timedelta(days=1)


@shared_task(name="projects.forget_lists")  # type: ignore[untyped-decorator]
def forget_lists() -> int:
    """Each hour: lists of people from files go after a day, confirmed or not. Answers how many went."""
    return InvitationList.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]


@shared_task(name="projects.close_silent")  # type: ignore[untyped-decorator]
def close_silent() -> int:
    """Each hour of the day: close contributions whose stated day has passed without an answer. Answers how many."""
    return sum(close_in_silence(row, by=None) for row in quiet(timezone.now()))
