"""Abstract records. This app has no tables of its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction

from core.editing import SentAlready
from core.marks import tokens_of_form

T = TypeVar("T", bound="Submitted")


class Record(models.Model):
    """A row with a random key, so that keys in URLs tell nothing about order or number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Privacy:
        plain = ("id", "created_at")

    class Meta:
        abstract = True


class Submitted(Record):
    """A row made by a form. Its token is unique per person: a form sent twice makes one row.

    The token says which form it was and what was in it (`core.marks.sent_token`).
    """

    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)

    class Privacy:
        plain = ("submitted_by", "form_token")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["submitted_by", "form_token"], name="%(app_label)s_%(class)s_once"),
        ]


def once(model: type[T], *, by: object, token: uuid.UUID, make: Callable[[], T]) -> tuple[T, bool]:
    """The row that this form already made, or the one `make()` makes now, and whether it is new.

    Raises SentAlready where the form made one of other words: two tabs that went on from one draft, or a second press.
    """
    found = _made(model, by, token)
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        found = _made(model, by, token)
        if found is None:
            raise
        return found, False


def _made(model: type[T], by: object, token: uuid.UUID) -> T | None:
    """What this form made of these words; None where it made nothing yet. Raises SentAlready."""
    rows = list(model._default_manager.filter(submitted_by=by, form_token__range=tokens_of_form(token)))
    same = next((row for row in rows if row.form_token == token), None)
    if rows and same is None:
        raise SentAlready
    return same
