"""The notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What was sent: notices, outbox, deliveries."""

    name = "notifications"

    def ready(self) -> None:
        """Hear what signing in needs to send, and that somebody is erased."""
        from accounts.signals import person_erased, sign_in_mail
        from notifications.receivers import forget_mails, queue_sign_in_mail

        sign_in_mail.connect(queue_sign_in_mail, dispatch_uid="notifications.sign_in_mail")
        person_erased.connect(forget_mails, dispatch_uid="notifications.forget_mails")
