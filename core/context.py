"""The one request id that every log line, audit event and task of a click shares."""

from __future__ import annotations

import logging
import uuid
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")


def new_request_id() -> str:
    """Start a new id and make it the current one."""
    value = uuid.uuid4().hex
    request_id.set(value)
    return value


class RequestIdFilter(logging.Filter):
    """Puts the current request id on a log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True
