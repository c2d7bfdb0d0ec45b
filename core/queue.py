"""Handing work to the queue. Rows are the truth and the queue is a hint, so a queue that is away fails nothing."""

from __future__ import annotations

import logging

from celery import Task

log = logging.getLogger(__name__)


def hint(task: Task, *arguments: str | int) -> bool:
    """Put a task in the queue, with ids only. False where the queue did not take it: a sweeper will hint again."""
    try:
        task.apply_async(arguments, retry=False)
    except Exception as error:  # whatever the broker does, the commit has already answered who asked
        log.warning("The queue did not take %s %s (%s).", task.name, arguments, type(error).__name__)
        return False
    return True
