"""Inviting people to a project, and looking after the invitations."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Unpack
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.editing import TooMany
from core.errors import refusal
from core.forms import CleanForm
from core.htmx import see
from core.pages import Flow, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions import invitations as actions
from projects.forms.people import ClaimForm, InviteForm
from projects.models import Invitation, Membership
from projects.permissions import Action
from projects.policies import invitations as policies
from projects.queries import invitations as queries

STATUS_TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
RETRY_AFTER = "3600"  # seconds: the limit is one of an hour


def too_many_answer(request: HttpRequest, refused: TooMany) -> HttpResponse:
    """The answer to whoever invited too many people by a button alone."""
    response = refusal(request, str(refused), status=STATUS_TOO_MANY)
    response["Retry-After"] = RETRY_AFTER
    return response


def submit_mails(
    request: HttpRequest, form: CleanForm, act: Callable[[], object], **flow: Unpack[Flow]
) -> HttpResponse:
    """As `submit`. Where too many were invited in this hour, the page answers 429 and keeps what was typed."""
    refusals: list[TooMany] = []

    def act_noting_refusals() -> object:
        try:
            return act()
        except TooMany as refused:
            refusals.append(refused)
            raise

    response = submit(request, form, act_noting_refusals, **flow)
    if refusals:
        response.status_code = STATUS_TOO_MANY
        response["Retry-After"] = RETRY_AFTER
    return response


def _invitation(here: Here, invitation_id: UUID) -> Invitation:
    """An invitation of this project, or 404."""
    rows = Invitation.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=invitation_id)


def _list_url(here: Here) -> str:
    return reverse("projects:invitation_list", args=[here.project.pk])


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
        "is_filtered": show != "all",
        "may_change": here.project.is_open,
    }
    return render(request, "projects/invitation_list.html", context)


@project_view(Action.MEMBER_MANAGE, while_open=True)
@get_or_post
def member_invite(request: HttpRequest, here: Here) -> HttpResponse:
    """Invite one person by e-mail."""
    form = InviteForm(sent(request))

    def act() -> Invitation:
        token = form.cleaned_data["form_token"]
        invitee, terms = form.invitee(), form.terms()
        return actions.invite_person(here.project, invitee=invitee, terms=terms, token=token, by=here.person)

    return submit_mails(
        request,
        form,
        act,
        template="projects/member_invite.html",
        done=_("The invitation is on its way."),
        back=_list_url(here),
    )


@project_view(Action.MEMBER_MANAGE, while_open=True)
@get_or_post
def member_claim(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """Invite somebody who was added without an address to take their place over."""
    rows = Membership.objects.visible_to(here.person).filter(project=here.project)
    membership = get_object_or_404(rows.select_related("project", "person"), pk=membership_id)
    form = ClaimForm(sent(request))

    def act() -> Invitation:
        email, token = form.cleaned_data["email"], form.cleaned_data["form_token"]
        return actions.invite_to_claim(membership, email=email, token=token, by=here.person)

    return submit_mails(
        request,
        form,
        act,
        template="projects/member_claim.html",
        done=_("The invitation is on its way."),
        back=_list_url(here),
        context={"membership": membership},
    )


@project_view(Action.MEMBER_MANAGE, while_open=True)
@require_POST
def invitation_resend(request: HttpRequest, here: Here, invitation_id: UUID) -> HttpResponse:
    """Send it again; its link works for another 14 days."""
    try:
        actions.send_invitation_again(_invitation(here, invitation_id), by=here.person)
    except TooMany as refused:
        return too_many_answer(request, refused)
    messages.success(request, _("The invitation is on its way again."))
    return see(request, _list_url(here))


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def invitation_revoke(request: HttpRequest, here: Here, invitation_id: UUID) -> HttpResponse:
    """A page of its own, because the link in the mail ends at once. Open in a closed project too: it adds nothing."""
    invitation = _invitation(here, invitation_id)
    policies.check_revoke(invitation)
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: actions.revoke_invitation(invitation, by=here.person),
        template="projects/invitation_revoke.html",
        done=_("The invitation is taken back."),
        back=_list_url(here),
        context={"invitation": invitation},
    )
