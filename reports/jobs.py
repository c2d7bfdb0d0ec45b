"""What reports do by themselves."""

from __future__ import annotations

from celery import shared_task

from reports import actions


@shared_task(name="reports.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Each minute: put lost exports in the queue again, give up silent ones, delete files past their day."""
    actions.queue_again()
    actions.give_up_silent()
    actions.expire_old()
