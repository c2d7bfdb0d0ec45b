"""Who takes part in a project."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.dates import site_today
from core.errors import Refused
from core.forms import CleanForm
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions import members as actions
from projects.forms.people import TermsForm, WithoutAddressForm
from projects.models import Membership
from projects.permissions import Action
from projects.policies import members as member_rules
from projects.policies import projects as project_rules
from projects.queries import people
from projects.queries import people as queries
from projects.queries.invitations import count_waiting


def _membership(here: Here, membership_id: UUID) -> Membership:
    rows = Membership.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "person"), pk=membership_id)


def _after(request: HttpRequest, here: Here, membership: Membership) -> HttpResponse:
    """Back to the list; whoever changed their own membership may not see it any more."""
    if membership.person_id == here.person.pk:
        return see(request, reverse("projects:project_list"))
    return see(request, reverse("projects:member_list", args=[here.project.pk]))


@project_view(Action.MEMBER_LIST)
@require_GET
def member_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Everybody who takes or took part, under the name they chose."""
    page = page_of(request, queries.members(here.project, here.person))
    manages = here.may(Action.MEMBER_MANAGE)
    names = people.labels(here.project) if manages else None
    context = {
        "page": page,
        "rows": people.person_rows(page.object_list, here.person, names),
        "manages": manages,
        "may_manage": manages and here.project.is_open,
        "waiting": count_waiting(here.project, here.person) if manages else 0,
        "added": people.added(here.membership) if here.membership else None,
        "today": site_today(),
    }
    return render(request, "projects/member_list.html", context)


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def member_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Add somebody who has no e-mail address."""
    project_rules.check_open(here.project)
    form = WithoutAddressForm(sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        who = {"full_name": data["full_name"], "naming": form.naming(), "token": data["form_token"]}
        try:
            membership = actions.add_without_address(here.project, **who, terms=form.terms(), by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Added: %(name)s. Tell them.") % {"name": membership.named()})
            return see(request, reverse("projects:member_list", args=[here.project.pk]))
    return form_page(request, "projects/member_add.html", form)


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def member_edit(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """Change role, standpoint and dates."""
    project_rules.check_open(here.project)
    membership = _membership(here, membership_id)
    member_rules.check_goes_on(membership)
    form = TermsForm(sent(request), initial=TermsForm.start(membership))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_member(membership, terms=form.terms(), by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The membership is changed."))
            return _after(request, here, membership)
    return form_page(request, "projects/member_edit.html", form, membership=membership)


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def member_end(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """A page of its own, because the person loses sight of the project at once."""
    project_rules.check_open(here.project)
    membership = _membership(here, membership_id)
    if request.method == "POST":
        actions.end_member(membership, by=here.person)
        messages.success(request, _("The membership has ended."))
        return _after(request, here, membership)
    return form_page(request, "projects/member_end.html", CleanForm(), membership=membership)
