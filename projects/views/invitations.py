"""Inviting people to a project, and looking after the invitations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.editing import TooMany
from core.errors import Refused, refusal
from core.forms import CleanForm
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions import invitations as actions
from projects.forms.people import ClaimForm, InviteForm
from projects.models import Invitation, Membership
from projects.permissions import Action
from projects.policies import invitations as invitation_rules
from projects.policies import projects as project_rules
from projects.queries import invitations as queries

HOUR = "3600"


def wait_an_hour(request: HttpRequest, refused: TooMany) -> HttpResponse:
    """The answer to whoever invited too many people."""
    response = refusal(request, str(refused), status=429)
    response["Retry-After"] = HOUR
    return response


def _invitation(here: Here, invitation_id: UUID) -> Invitation:
    rows = Invitation.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=invitation_id)


def _list(request: HttpRequest, here: Here) -> HttpResponse:
    return see(request, reverse("projects:invitation_list", args=[here.project.pk]))


@project_view(Action.MEMBER_MANAGE)
@require_GET
def invitation_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Who has been invited, and what they answered."""
    now = timezone.now()
    show = request.GET.get("show", "")
    show = show if show in queries.SHOWS else "all"
    page = page_of(request, queries.invitations(here.project, here.person, show=show, now=now))
    context = {
        "page": page,
        "rows": queries.invitation_rows(page.object_list, now),
        "shows": queries.SHOWS.items(),
        "show": show,
        "may_change": here.project.is_open,
    }
    return render(request, "projects/invitation_list.html", context)


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def member_invite(request: HttpRequest, here: Here) -> HttpResponse:
    """Invite one person by e-mail."""
    project_rules.check_open(here.project)
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            actions.invite(here.project, who=form.invitee(), terms=form.terms(), token=token, by=here.person)
        except TooMany as refused:
            return wait_an_hour(request, refused)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The invitation is on its way."))
            return _list(request, here)
    return form_page(request, "projects/member_invite.html", form)


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def member_claim(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """Invite somebody who was added without an address to take their place over."""
    project_rules.check_open(here.project)
    rows = Membership.objects.visible_to(here.person).filter(project=here.project)
    membership = get_object_or_404(rows.select_related("project", "person"), pk=membership_id)
    form = ClaimForm(sent(request))
    if request.method == "POST" and form.is_valid():
        email, token = form.cleaned_data["email"], form.cleaned_data["form_token"]
        try:
            actions.invite_to_claim(membership, email=email, token=token, by=here.person)
        except TooMany as refused:
            return wait_an_hour(request, refused)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The invitation is on its way."))
            return _list(request, here)
    return form_page(request, "projects/member_claim.html", form, membership=membership)


@project_view(Action.MEMBER_MANAGE)
@require_POST
def invitation_resend(request: HttpRequest, here: Here, invitation_id: UUID) -> HttpResponse:
    """Send it again; its link works for another 14 days."""
    try:
        actions.send_again(_invitation(here, invitation_id), by=here.person)
    except TooMany as refused:
        return wait_an_hour(request, refused)
    messages.success(request, _("The invitation is on its way again."))
    return _list(request, here)


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def invitation_revoke(request: HttpRequest, here: Here, invitation_id: UUID) -> HttpResponse:
    """A page of its own, because the link in the mail ends at once."""
    invitation = _invitation(here, invitation_id)
    invitation_rules.check_revoke(invitation)
    if request.method == "POST":
        actions.revoke(invitation, by=here.person)
        messages.success(request, _("The invitation is taken back."))
        return _list(request, here)
    return form_page(request, "projects/invitation_revoke.html", CleanForm(), invitation=invitation)
