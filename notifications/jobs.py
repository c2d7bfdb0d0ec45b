"""What the outbox does by itself."""

from __future__ import annotations

from celery import shared_task

from notifications import delivery, queries, tasks


@shared_task(name="notifications.sweep")  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Each minute: put due mails in the queue, and give up those whose sender died. Run twice it sends once."""
    delivery.give_up_silent()
    for mail_id in queries.due_ids():
        if not tasks.publish(mail_id):
            return
