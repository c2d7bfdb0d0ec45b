"""How allauth behaves here: nobody signs up by themselves, and its mail goes through the outbox."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.signals import sign_in_mail

TOO_OFTEN = frozenset({"too_many_login_attempts", "rate_limited"})
NOBODY = "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sends a signal instead of a mail, so that no page waits for a mail server and every mail is a row."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address and the password do not match. Check both."),
        "enter_current_password": _("This is not your current password. Type it again."),
        "incorrect_code": _("This code is not the one we sent. Check it, or ask for a new one."),
        "invalid_password_reset": _("This link has been used or has run out. Ask for a new one."),
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, or ask for a code by e-mail."),
        "rate_limited": _("That was asked for too often. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added to a project; nobody signs up."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Whatever is done too often is answered 429, whichever form it was done in."""
        if code in TOO_OFTEN:
            raise ImmediateHttpResponse(respond_429(self.request))
        return ValidationError(self.error_messages[code], code=code)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the rendered mail over to `notifications`.

        For an address that nobody here has an empty mail goes the same way, so that the answer takes as long.
        """
        if template_prefix == NOBODY:
            sign_in_mail.send(AccountAdapter, to="", subject="", text="")
            return
        message = self.render_mail(template_prefix, email, context)
        sign_in_mail.send(AccountAdapter, to=email, subject=message.subject, text=message.body)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the address of the person: allauth's own table of addresses is not used here."""
        address = email or getattr(user, user.get_email_field_name())
        super().send_notification_mail(template_prefix, user, context, address)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in a mail is the configured one, whatever host the request asked for."""
        return f"{settings.BASE_URL}{urlsplit(super().get_reset_password_from_key_url(key)).path}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Every session has ended with the old password, this one too."""
        return reverse("account_login")

    def is_safe_url(self, url: str) -> bool:
        """Only this very host: after signing in nobody is sent elsewhere."""
        host = self.request.get_host()
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host}, require_https=self.request.is_secure())
