"""What milestones do by themselves."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from milestones.models import MilestoneList
from projects.jobs import KEPT_FOR


@shared_task(name="milestones.forget_lists")  # type: ignore[untyped-decorator]
def forget_lists() -> int:
    """Each hour: lists read from files go after a day, confirmed or not. Answers how many went."""
    return MilestoneList.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]
