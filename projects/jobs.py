"""What projects do by themselves."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from projects.actions.expectations import ask_again as open_again
from projects.models import InvitationList
from projects.queries.expectations import due_again

KEPT_FOR = timedelta(days=1)


@shared_task(name="projects.forget_lists")  # type: ignore[untyped-decorator]
def forget_lists() -> int:
    """Each hour: lists of people from files go after a day, confirmed or not. Answers how many went."""
    return InvitationList.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]


@shared_task(name="projects.ask_again")  # type: ignore[untyped-decorator]
def ask_again() -> int:
    """By day: open the next round of expectations where its day has come. Answers how many rounds it opened."""
    return sum(open_again(row, by=None) for row in due_again(timezone.localdate()))
