"""The steps of a project's life, each an act of its own that says before what it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core.errors import Refused
from core.forms import CleanForm
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from overview.queries import states
from projects.access import Here, project_view
from projects.actions import projects as actions
from projects.enums import OPEN_PROJECT, ProjectState
from projects.models import Project
from projects.permissions import Action
from projects.policies import projects as policies

Text = str | Promise
Changes = list[Callable[[Project, datetime], Iterable[str]]]


@dataclass(frozen=True)
class Act:
    """A step: from which states to which, in the words of its page.

    `changes` say in numbers what it does.
    """

    name: str
    before: Collection[ProjectState]
    to: ProjectState
    title: Text
    about: Text
    button: Text
    done: Text
    changes: Changes
    danger: bool = False

    def is_open_to(self, project: Project) -> bool:
        """Can it be done now?"""
        return ProjectState(project.state) in self.before


ACTIVATE = Act(
    name="overview:project_activate",
    before={ProjectState.FORMING},
    to=ProjectState.ACTIVE,
    title=_("Make the project active"),
    about=_("The work begins. Everybody sees that the project is active. Nothing else changes, and nobody gets mail."),
    button=_("Make it active"),
    done=_("The project is active."),
    changes=[],
)
CLOSE = Act(
    name="overview:project_close",
    before=OPEN_PROJECT,
    to=ProjectState.CLOSED,
    title=_("Close the project"),
    about=_("A closed project takes no input, reminds nobody and sends no mail. You can open it again at any time."),
    button=_("Close the project"),
    done=_("The project is closed. From now on it sends no mail."),
    changes=[states.stops],
)
REOPEN = Act(
    name="overview:project_reopen",
    before={ProjectState.CLOSED},
    to=ProjectState.ACTIVE,
    title=_("Open the project again"),
    about=_("The project becomes active. Everything is as it was when it closed."),
    button=_("Open it again"),
    done=_("The project is open again."),
    changes=[states.starts],
)
ARCHIVE = Act(
    name="overview:project_archive",
    before={ProjectState.CLOSED},
    to=ProjectState.ARCHIVED,
    title=_("Archive the project"),
    about=_("This cannot be undone. Nobody can open an archived project again, not even an administrator."),
    button=_("Archive it for good"),
    done=_("The project is archived."),
    changes=[states.stays],
    danger=True,
)
ACTS = (ACTIVATE, CLOSE, REOPEN, ARCHIVE)


@project_view(Action.PROJECT_EDIT)
@require_GET
def project_state(request: HttpRequest, here: Here) -> HttpResponse:
    """Where the project is in its life, and the steps that are open to it."""
    steps = [(act, reverse(act.name, args=[here.project.pk])) for act in ACTS if act.is_open_to(here.project)]
    return render(request, "overview/project_state.html", {"steps": steps})


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_activate(request: HttpRequest, here: Here) -> HttpResponse:
    """From forming to active."""
    return _step(request, here, ACTIVATE)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_close(request: HttpRequest, here: Here) -> HttpResponse:
    """Stop input, reminders and mail."""
    return _step(request, here, CLOSE)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_reopen(request: HttpRequest, here: Here) -> HttpResponse:
    """Let it go on."""
    return _step(request, here, REOPEN)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_archive(request: HttpRequest, here: Here) -> HttpResponse:
    """For good."""
    return _step(request, here, ARCHIVE)


def _step(request: HttpRequest, here: Here, act: Act) -> HttpResponse:
    """What the step changes; then the step. Where it has been made already, lead to the project."""
    project = here.project
    if project.state == act.to:
        return see(request, project.get_absolute_url())
    policies.check_project_step(project, act.to)
    if not act.is_open_to(project):
        raise Refused(_now("That step is not open to this project now. Look at its state."))
    if request.method == "POST":
        actions.change_state(project, to=act.to, by=here.person)
        messages.success(request, str(act.done))
        return see(request, project.get_absolute_url())
    now = timezone.now()
    changes = [sentence for source in act.changes for sentence in source(project, now)]
    return form_page(request, "overview/project_step.html", CleanForm(sent(request)), act=act, changes=changes)
