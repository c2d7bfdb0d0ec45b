"""What accounts do by themselves."""

from __future__ import annotations

from celery import shared_task

from accounts.actions.drafts import remove_old_drafts
from accounts.policies import KEPT_FOR


@shared_task(name="accounts.forget_drafts")  # type: ignore[untyped-decorator]
def forget_drafts() -> int:
    """What was begun half a year ago and not touched since is let go. Answers how many."""
    return remove_old_drafts(KEPT_FOR)
