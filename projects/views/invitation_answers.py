"""What somebody sees behind the link of an invitation. Reading it changes nothing: link scanners follow links."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import public
from accounts.models import User
from core.dates import say_day, site_today
from core.errors import Refused
from core.htmx import see
from notifications.queries import needs_of
from projects.actions.claims import membership_in
from projects.actions.invitations import accept_invitation, decline_invitation
from projects.enums import InvitationState
from projects.models import Invitation, Project
from projects.policies import invitations as policies
from projects.policies.invitations import NotForYouError, SignInFirstError
from projects.queries import invitations as queries
from projects.queries.people import name_in


def _invitation_of(token: str) -> Invitation:
    """The invitation behind a link, or 404."""
    invitation = queries.invitation_of(token)
    if invitation is None:
        raise Http404
    return invitation


def _signed_in(request: HttpRequest) -> User | None:
    """Whoever is signed in; None for whoever only holds the link."""
    return request.user if isinstance(request.user, User) else None


def _gone(request: HttpRequest, refused: Refused) -> HttpResponse:
    """One plain sentence. A link that no longer works is gone."""
    return render(request, "projects/invitation_gone.html", {"sentence": str(refused)}, status=HTTPStatus.GONE)


def _not_for_you(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return render(request, "projects/invitation_other.html", {"link": queries.link_of(invitation)})


def _way_in(request: HttpRequest, project: Project, person: User) -> HttpResponse:
    """Home where something waits for them, such as the consent form, or their part has not begun; or to the project."""
    begun = Project.objects.visible_to(person).filter(pk=project.pk).exists()
    goes_in = begun and not needs_of(person, timezone.now())
    return see(request, project.get_absolute_url() if goes_in else reverse("home"))


@public
@require_GET
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the project is about, who invites, as what; and the two buttons."""
    asked, me = _invitation_of(token), _signed_in(request)
    if me and me.address == asked.email and asked.state == InvitationState.ACCEPTED and membership_in(asked, me):
        return _way_in(request, asked.project, me)
    try:
        policies.check_answer(asked, me, timezone.now())
    except NotForYouError:
        return _not_for_you(request, asked)
    except Refused as refused:
        return _gone(request, refused)
    context = {
        "invitation": asked,
        "token": token,
        "inviter": name_in(asked.project, asked.submitted_by),
        "signs_in_first": me is None and queries.has_account(asked),
        "link": queries.link_of(asked),
    }
    return render(request, "projects/invitation.html", context)


@public
@require_POST
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """They accept. Where the address has no account yet, the mailed link signs in, as a mailed code does."""
    asked, me = _invitation_of(token), _signed_in(request)
    try:
        membership = accept_invitation(asked, by=me)
    except NotForYouError:
        return _not_for_you(request, asked)
    except SignInFirstError:
        return redirect_to_login(queries.link_of(asked))
    except Refused as refused:
        return _gone(request, refused)
    if me is None:
        login(request, membership.person)
    if membership.starts_on <= site_today():
        sentence = _("You take part in this project now.")
    else:
        sentence = _("You have accepted. You see the project from %(day)s on.") % {"day": say_day(membership.starts_on)}
    messages.success(request, sentence)
    return _way_in(request, membership.project, membership.person)


@public
@require_POST
def invitation_decline(request: HttpRequest, token: str) -> HttpResponse:
    """They decline, with or without an account."""
    asked = _invitation_of(token)
    try:
        decline_invitation(asked, by=_signed_in(request))
    except NotForYouError:
        return _not_for_you(request, asked)
    except Refused as refused:
        return _gone(request, refused)
    return render(request, "projects/invitation_declined.html")
