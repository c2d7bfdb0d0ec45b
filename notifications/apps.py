"""The notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What was sent: notices, outbox, deliveries."""

    name = "notifications"
