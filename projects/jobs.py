"""What projects do by themselves."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from projects.models import InvitationList

KEPT_FOR = timedelta(days=1)


@shared_task(name="projects.forget_lists")  # type: ignore[untyped-decorator]
def forget_lists() -> int:
    """Each hour: lists read from files go after a day, confirmed or not. Answers how many went."""
    return InvitationList.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]
