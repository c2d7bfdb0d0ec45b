"""My own place in a project: how I am named there, who added me, and leaving it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import Refused
from core.forms import CleanForm
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from projects.access import Here, project_view
from projects.actions.members import choose_naming, leave_project
from projects.forms.people import NamingForm
from projects.permissions import Action
from projects.policies import members as policies
from projects.queries.people import added


@project_view(Action.MEMBERSHIP_OWN)
@get_or_post
def membership_own(request: HttpRequest, here: Here) -> HttpResponse:
    """How I am named in this project."""
    mine = here.membership
    assert mine is not None  # the door lets members in only
    form = NamingForm(sent(request), membership=mine)
    if request.method == "POST" and form.is_valid():
        named = choose_naming(mine, naming=form.naming(), by=here.person).named()
        messages.success(request, _("In this project you are shown as: %(name)s.") % {"name": named})
        return see(request, reverse("projects:membership_own", args=[here.project.pk]))
    return form_page(request, "projects/membership_own.html", form, membership=mine, added=added(mine))


@project_view(Action.MEMBERSHIP_OWN)
@get_or_post
def membership_leave(request: HttpRequest, here: Here) -> HttpResponse:
    """A page of its own, because whoever leaves loses sight of the project at once."""
    mine = here.membership
    assert mine is not None  # the door lets members in only
    if request.method == "POST":
        leave_project(mine, by=here.person)
        messages.success(request, _("You have left the project %(title)s.") % {"title": here.project.title})
        return see(request, reverse("projects:project_list"))
    try:
        policies.check_leaves(mine)
    except Refused as refused:
        return form_page(request, "projects/membership_leave.html", CleanForm(), why_not=str(refused))
    return form_page(request, "projects/membership_leave.html", CleanForm())
