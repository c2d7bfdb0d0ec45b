"""Abstract records. This app has no tables of its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction

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
    """A row made by a form. The form's token is unique per person: a form sent twice makes one row."""

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
    """The row that this form already made, or the one `make()` makes now, and whether it is new."""
    rows = model._default_manager.filter(submitted_by=by, form_token=token)
    found = rows.first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return make(), True
    except IntegrityError:
        found = rows.first()
        if found is None:
            raise
        return found, False
