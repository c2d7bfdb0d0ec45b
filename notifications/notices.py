"""The one mail of this app itself: what somebody needs in order to sign in."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.models import Mail
from notifications.registry import Letter, MailKind, declare_mail


def write_sign_in(mail: Mail) -> Letter | None:
    """The words as they were asked for. None for an address nobody here has, and once the code has run out."""
    until = mail.created_at + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    if not mail.to or not mail.data.get("text") or timezone.now() > until:
        return None
    return Letter(subject=mail.data["subject"], text=mail.data["text"])


SIGN_IN = declare_mail(
    MailKind(
        name="accounts.sign_in",
        why=_("You get this because it is about signing in to your account."),
        write=write_sign_in,
        secret=True,
    )
)
