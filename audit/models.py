"""The event table. A database trigger (migration 0002) refuses UPDATE and DELETE. Only this app imports it."""

from __future__ import annotations

import uuid

from django.db import models


class Event(models.Model):
    """Something that happened. No foreign keys, so erasing a person leaves an id that leads nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    type = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    project_id = models.UUIDField(null=True)
    target_type = models.CharField(max_length=40, blank=True)
    target_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=32, blank=True)
    data = models.JSONField(default=dict)

    class Privacy:
        pseudonym = ("actor_id",)
        plain = ("id", "at", "type", "project_id", "target_type", "target_id", "request_id", "data")

    class Meta:
        indexes = [
            models.Index(fields=["project_id", "-at"], name="audit_event_project"),
            models.Index(fields=["target_id"], name="audit_event_target"),
        ]

    def __str__(self) -> str:
        return f"{self.type} at {self.at:%Y-%m-%d %H:%M}"
