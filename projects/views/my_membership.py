"""My own membership of a project: how I am named there, who added me, and leaving it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.forms import CleanForm
from core.pages import get_or_post, sent, submit
from projects.access import Here, project_view
from projects.actions.members import choose_naming, leave_project
from projects.forms.people import OwnNamingForm
from projects.models import Membership
from projects.permissions import Action
from projects.policies import leading as policies
from projects.queries.people import who_added


def _my_membership(here: Here) -> Membership:
    """The door lets members in only."""
    assert here.membership is not None
    return here.membership


@project_view(Action.MEMBERSHIP_OWN)
@get_or_post
def membership_own(request: HttpRequest, here: Here) -> HttpResponse:
    """How I am named in this project."""
    membership = _my_membership(here)
    form = OwnNamingForm(sent(request), membership=membership)

    def act() -> str:
        return choose_naming(membership, naming=form.naming(), by=here.person).named()

    return submit(
        request,
        form,
        act,
        template="projects/membership_own.html",
        done=lambda name: _("In this project you are shown as: %(name)s.") % {"name": name},
        back=reverse("projects:membership_own", args=[here.project.pk]),
        context={"membership": membership, "who_added": who_added(membership)},
    )


@project_view(Action.MEMBERSHIP_OWN)
@get_or_post
def membership_leave(request: HttpRequest, here: Here) -> HttpResponse:
    """A page of its own, because whoever leaves loses sight of the project at once."""
    membership = _my_membership(here)
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: leave_project(membership, by=here.person),
        template="projects/membership_leave.html",
        done=_("You have left the project %(title)s.") % {"title": here.project.title},
        back=reverse("projects:project_list"),
        context={"why_not": policies.why_no_leaving(membership)},
    )
