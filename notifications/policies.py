"""Does the state of a mail allow it?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Refused
from notifications.enums import STEPS, MailState
from notifications.models import Mail
from notifications.registry import MAIL


def can_retry(mail: Mail) -> bool:
    """Only what certainly did not go, and whose words can still be written."""
    kind = MAIL.get(mail.kind)
    known = kind is not None and not kind.secret
    return known and mail.state == MailState.FAILED and MailState.DUE in STEPS[MailState.FAILED]


def check_retry(mail: Mail) -> None:
    """Raises `Refused` where `can_retry` says no."""
    if not can_retry(mail):
        raise Refused(_("Only a mail that failed can be sent again. Nothing was sent."))
