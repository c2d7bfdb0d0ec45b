"""Events of the outbox."""

from audit.registry import declare

MAIL_RETRIED = declare("notifications.mail_retried", "{actor} sent a mail again that had failed.", "kind")

# The private calendar address
FEED_MADE = declare("notifications.feed_made", "{actor} made a private address for their calendar.")
FEED_DELETED = declare("notifications.feed_deleted", "{actor} deleted the private address of their calendar.")
