"""What projects do by themselves."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from milestones.models import MilestoneList
from projects.models import InvitationList

KEPT_FOR = timedelta(days=1)


@shared_task(name="projects.forget_lists")  # type: ignore[untyped-decorator]
def forget_lists() -> int:
    """Each hour: lists read from files go after a day, confirmed or not. Answers how many went."""
    old = {"created_at__lt": timezone.now() - KEPT_FOR}
    return sum(model.objects.filter(**old).delete()[0] for model in (InvitationList, MilestoneList))
