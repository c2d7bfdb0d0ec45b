"""How allauth behaves here: nobody signs up by themselves, and its mail goes through the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.signals import sign_in_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sends a signal instead of a mail, so that no page waits for a mail server and every mail is a row."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added to a project; nobody signs up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the rendered mail over to `notifications`."""
        message = self.render_mail(template_prefix, email, context)
        sign_in_mail.send(AccountAdapter, to=email, subject=message.subject, text=message.body)
