"""The notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What was sent: notices, outbox, deliveries."""

    name = "notifications"

    def ready(self) -> None:
        """Hear what signing in needs to send."""
        from accounts.signals import sign_in_mail
        from notifications.receivers import queue_sign_in_mail

        sign_in_mail.connect(queue_sign_in_mail, dispatch_uid="notifications.sign_in_mail")
