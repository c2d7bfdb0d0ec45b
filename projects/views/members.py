"""The members of a project."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.forms import CleanForm
from core.pages import get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions import members as actions
from projects.forms.people import TermsForm, WithoutAddressForm, initial_of_terms
from projects.models import Membership
from projects.permissions import Action
from projects.policies import members as policies
from projects.queries import people as queries
from projects.queries.invitations import count_waiting


def _membership(here: Here, membership_id: UUID) -> Membership:
    """A membership of this project, or 404."""
    rows = Membership.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "person"), pk=membership_id)


def _list_url(here: Here) -> str:
    return reverse("projects:member_list", args=[here.project.pk])


def _url_after(here: Here, membership: Membership) -> str:
    """The list; whoever changed their own membership may not see it any more."""
    is_own = membership.person_id == here.person.pk
    return reverse("projects:project_list") if is_own else _list_url(here)


@project_view(Action.MEMBER_LIST)
@require_GET
def member_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Everybody who is or was a member, under the name they chose."""
    page = page_of(request, queries.members(here.project, here.person))
    manages = here.may(Action.MEMBER_MANAGE)
    names = queries.distinct_names_by_membership(here.project) if manages else {}
    context = {
        "page": page,
        "rows": queries.person_rows(page.object_list, here.person, names=names, sees_contacts=manages),
        "manages": manages,
        "may_manage": manages and here.project.is_open,
        "waiting_invitations": count_waiting(here.project, here.person, timezone.now()) if manages else 0,
        "who_added": queries.who_added(here.membership) if here.membership else None,
    }
    return render(request, "projects/member_list.html", context)


@project_view(Action.MEMBER_MANAGE, while_open=True)
@get_or_post
def member_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Add somebody who has no e-mail address. Everybody else is invited."""
    form = WithoutAddressForm(sent(request))

    def act() -> str:
        data = form.cleaned_data
        return actions.add_without_address(
            here.project,
            full_name=data["full_name"],
            terms=form.terms(),
            naming=form.naming(),
            token=data["form_token"],
            by=here.person,
        ).named()

    return submit(
        request,
        form,
        act,
        template="projects/member_add.html",
        done=lambda name: _("Added: %(name)s. Tell them.") % {"name": name},
        back=_list_url(here),
    )


@project_view(Action.MEMBER_MANAGE, while_open=True)
@get_or_post
def member_edit(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """Change role, standpoint and dates."""
    membership = _membership(here, membership_id)
    policies.check_goes_on(membership)
    form = TermsForm(sent(request), initial=initial_of_terms(membership))
    return submit(
        request,
        form,
        lambda: actions.change_member(membership, terms=form.terms(), by=here.person),
        template="projects/member_edit.html",
        done=_("The membership is changed."),
        back=_url_after(here, membership),
        context={"membership": membership},
    )


@project_view(Action.MEMBER_MANAGE, while_open=True)
@get_or_post
def member_end(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """A page of its own, because the person loses sight of the project at once."""
    membership = _membership(here, membership_id)
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: actions.end_member(membership, by=here.person),
        template="projects/member_end.html",
        done=_("The membership has ended."),
        back=_url_after(here, membership),
        context={"membership": membership},
    )
