"""What needs somebody, and what was sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import administrator, person, signed_in
from core.htmx import see
from core.pages import page_of
from notifications import actions, queries
from notifications.enums import MailState
from notifications.models import Mail


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What needs me: everything, with its reason and its date."""
    needs = queries.needs_of(person(request), timezone.now())
    return render(request, "notifications/home.html", {"needs": needs})


@administrator
@require_GET
def mail_log(request: HttpRequest) -> HttpResponse:
    """What was sent and what was not, for administrators. It holds no address."""
    state = request.GET.get("state", "")
    page = page_of(request, queries.mail_log(person(request), state))
    rows = queries.mail_rows(page)
    return render(
        request, "notifications/mail_log.html", {"page": page, "rows": rows, "state": state, "states": MailState}
    )


@administrator
@require_POST
def mail_retry(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Send once more a mail that failed."""
    mail = get_object_or_404(Mail.objects.visible_to(person(request)), pk=mail_id)
    actions.retry(mail, by=person(request))
    messages.success(request, _("The mail waits to be sent again."))
    return see(request, reverse("mail_log"))
