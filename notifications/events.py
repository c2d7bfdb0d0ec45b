"""Events of the outbox."""

from audit.registry import declare

MAIL_RETRIED = declare("notifications.mail_retried", "{actor} sent a mail again that had failed.", "kind")
