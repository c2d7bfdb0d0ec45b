"""States of a mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """From due to sent, each mail at most once."""

    DUE = "due", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    NOT_NEEDED = "not_needed", _("Not needed any more")
    UNKNOWN = "unknown", _("Perhaps sent")
    FAILED = "failed", _("Not sent")


# From each state to those that may follow. "Perhaps sent" is an end: it is shown, never sent again blindly.
STEPS: dict[MailState, frozenset[MailState]] = {
    MailState.DUE: frozenset({MailState.SENDING}),
    MailState.SENDING: frozenset(
        {MailState.SENT, MailState.NOT_NEEDED, MailState.UNKNOWN, MailState.FAILED, MailState.DUE}
    ),
    MailState.SENT: frozenset(),
    MailState.NOT_NEEDED: frozenset(),
    MailState.UNKNOWN: frozenset(),
    MailState.FAILED: frozenset({MailState.DUE}),
}
