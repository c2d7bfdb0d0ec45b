"""The second half of putting a mail in the outbox."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from core.queue import hint
from notifications import delivery


@shared_task(name="notifications.send")  # type: ignore[untyped-decorator]
def send(mail_id: str) -> None:
    """Send one mail. Delivered three times it sends once: the row is claimed."""
    delivery.deliver(UUID(mail_id))


def publish(mail_id: UUID) -> bool:
    """Put a mail in the queue; False where it was not taken, and the row waits for the sweeper."""
    return hint(send, str(mail_id))
