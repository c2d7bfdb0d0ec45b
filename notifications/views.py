"""What needs somebody, what was sent, and the private address of somebody's calendar."""

from __future__ import annotations

from itertools import chain
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.access import administrator, person, public, signed_in
from core.htmx import see
from core.pages import open_page_of
from notifications import actions, queries
from notifications.enums import MailState
from notifications.formats.calendar import PUBLISH, calendar_file
from notifications.models import Mail
from notifications.registry import MOST_OF_A_KIND


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What needs me, with its reason and its date; by kind where it is much; where nothing does, what comes next."""
    me, now = person(request), timezone.now()
    kinds = queries.waiting(me, now)
    needs = queries.in_order(chain.from_iterable(kinds.values()), now)
    many = len(needs) > queries.MOST_ON_HOME or any(len(few) > MOST_OF_A_KIND for few in kinds.values())
    context = {
        "needs": needs,
        "groups": queries.need_groups(kinds, me, now) if many else [],
        "overviews": queries.overviews_of(me, now),
        "next": None if needs else queries.next_date(me, now),
    }
    return render(request, "notifications/home.html", context)


@signed_in
@require_GET
def needs_of_a_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything of one kind that needs me, page by page."""
    me, now = person(request), timezone.now()
    source = queries.need_source(kind)
    if source is None:
        raise Http404
    page = open_page_of(request, source.rows(me, now))
    context = {"source": source, "page": page, "needs": source.needs(page, me, now)}
    return render(request, "notifications/needs_of_a_kind.html", context)


@administrator
@require_GET
def mail_log(request: HttpRequest) -> HttpResponse:
    """What was sent and what was not, for administrators. It holds no address."""
    state = request.GET.get("state", "")
    page = open_page_of(request, queries.mail_log(person(request), state))
    rows = queries.mail_rows(page)
    return render(
        request, "notifications/mail_log.html", {"page": page, "rows": rows, "state": state, "states": MailState}
    )


@administrator
@require_POST
def mail_retry(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Send once more a mail that failed."""
    mail = get_object_or_404(Mail.objects.visible_to(person(request)), pk=mail_id)
    actions.retry_mail(mail, by=person(request))
    messages.success(request, _("The mail waits to be sent again."))
    return see(request, reverse("mail_log"))


@signed_in
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """What the private address of my calendar is for, and the address if I made one."""
    feed = queries.feed_of(person(request))
    address = queries.feed_address(feed) if feed else ""
    return render(request, "notifications/calendar.html", {"address": address, "since": feed and feed.created_at})


@signed_in
@require_POST
def calendar_make(request: HttpRequest) -> HttpResponse:
    """Make an address; the one before answers no more."""
    actions.make_feed(by=person(request))
    messages.success(request, _("Your calendar has a new private address."))
    return see(request, reverse("calendar"))


@signed_in
@require_POST
def calendar_delete(request: HttpRequest) -> HttpResponse:
    """Delete the address."""
    actions.delete_feed(by=person(request))
    messages.success(request, _("The address is deleted. Nobody can read your dates under it any more."))
    return see(request, reverse("calendar"))


@public
@require_safe
def calendar_feed(request: HttpRequest, feed: str) -> HttpResponse:
    """The dates of whoever this address stands for. Calendars read it without signing in."""
    owner = queries.feed_owner(feed)
    if owner is None:
        raise Http404
    now = timezone.now()
    file = calendar_file(queries.dates_of(owner, now), method=PUBLISH, organizer=queries.sender_address(), now=now)
    headers = {"Cache-Control": "private, max-age=300"}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)
