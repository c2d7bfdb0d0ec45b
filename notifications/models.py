"""The outbox: a mail is a row first, its words are written when it is sent. And feeds for a person's own calendar."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.models import User
from core.models import Record
from notifications.enums import MailState


class MailQuerySet(models.QuerySet["Mail"]):
    """Mails as somebody sees them."""

    def visible_to(self, person: User) -> MailQuerySet:
        """The log is for administrators; everybody else has their mailbox."""
        return self if person.is_administrator else self.none()


class Mail(Record):
    """One mail to one address. `key` makes it at most one: the same notice twice has the same key.

    `data` holds ids and, for sign-in codes only, the text; it is emptied when the mail has gone.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="mails"
    )
    project_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=MailState.choices, default=MailState.DUE)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Privacy:
        identity = ("to", "person", "data")
        plain = ("kind", "key", "project_id", "state", "due_at", "claimed_at", "sent_at", "attempts", "reason")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="notifications_mail_state")
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="due"), name="notifications_mail_due"),
            models.Index(fields=["claimed_at"], condition=models.Q(state="sending"), name="notifications_mail_sending"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class CalendarFeed(Record):
    """A private address under which a person's calendar reads their dates. Revoking it deletes the row."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")

    class Privacy:
        identity = ("person",)

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"
