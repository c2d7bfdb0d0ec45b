"""The second half of putting a mail in the outbox."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import shared_task

from notifications import delivery

logger = logging.getLogger(__name__)


@shared_task(name="notifications.send")  # type: ignore[untyped-decorator]
def send(mail_id: str) -> None:
    """Send one mail. Delivered three times it sends once: the row is claimed."""
    delivery.deliver(UUID(mail_id))


def publish(mail_id: UUID) -> bool:
    """Put a mail in the queue. Without a queue nothing fails: this answers False, and the row waits for the sweeper."""
    try:
        send.apply_async([str(mail_id)], retry=False)
    except Exception as error:  # whatever the broker does, the page that asked has already been answered by its commit
        logger.warning("The queue did not take mail %s (%s).", mail_id, type(error).__name__)
        return False
    return True
