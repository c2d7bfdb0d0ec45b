"""The state of a project, and the changes of it: each on a page of its own that says first what it does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core.forms import CleanForm
from core.htmx import see
from core.pages import get_or_post, sent, submit
from overview.policies import check_state_change
from overview.queries.closing import ARCHIVING, CLOSING, REOPENING, Consequence, consequences_in_words
from projects.access import Here, project_view
from projects.actions.projects import change_state
from projects.enums import OPEN_PROJECT, ProjectState
from projects.models import Project
from projects.permissions import Action


@dataclass(frozen=True)
class StateChange:
    """A change of state: its page, from which states to which, in words, and what it does."""

    url_name: str
    from_states: Collection[ProjectState]
    to: ProjectState
    title: Promise
    about: Promise
    button: Promise
    done: Promise
    consequences: tuple[Consequence, ...] = ()
    danger: bool = False

    def is_open_to(self, project: Project) -> bool:
        """Can it be made now?"""
        return ProjectState(project.state) in self.from_states

    def consequences_for(self, project: Project, now: datetime) -> list[str]:
        """What it does to this project now, in sentences with numbers."""
        return consequences_in_words(self.consequences, project, now)


ACTIVATE = StateChange(
    url_name="overview:project_activate",
    from_states={ProjectState.FORMING},
    to=ProjectState.ACTIVE,
    title=_("Make the project active"),
    about=_("The work begins. Everybody sees that the project is active. Nothing else changes, and nobody gets mail."),
    button=_("Make it active"),
    done=_("The project is active."),
)
CLOSE = StateChange(
    url_name="overview:project_close",
    from_states=OPEN_PROJECT,
    to=ProjectState.CLOSED,
    title=_("Close the project"),
    about=_("A closed project takes no input, reminds nobody and sends no mail. You can open it again at any time."),
    button=_("Close the project"),
    done=_("The project is closed. From now on it sends no mail."),
    consequences=CLOSING,
)
REOPEN = StateChange(
    url_name="overview:project_reopen",
    from_states={ProjectState.CLOSED},
    to=ProjectState.ACTIVE,
    title=_("Open the project again"),
    about=_("The project becomes active. Everything is as it was when it closed."),
    button=_("Open it again"),
    done=_("The project is open again."),
    consequences=REOPENING,
)
ARCHIVE = StateChange(
    url_name="overview:project_archive",
    from_states={ProjectState.CLOSED},
    to=ProjectState.ARCHIVED,
    title=_("Archive the project"),
    about=_("This cannot be undone. Nobody can open an archived project again, not even an administrator."),
    button=_("Archive it for good"),
    done=_("The project is archived."),
    consequences=ARCHIVING,
    danger=True,
)
CHANGES = (ACTIVATE, CLOSE, REOPEN, ARCHIVE)


@project_view(Action.PROJECT_EDIT)
@require_GET
def project_state(request: HttpRequest, here: Here) -> HttpResponse:
    """Which state the project is in, and the changes that are open to it."""
    project = here.project
    changes = [
        (change, reverse(change.url_name, args=[project.pk])) for change in CHANGES if change.is_open_to(project)
    ]
    return render(request, "overview/project_state.html", {"changes": changes})


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_activate(request: HttpRequest, here: Here) -> HttpResponse:
    """From forming to active."""
    return _change(request, here, ACTIVATE)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_close(request: HttpRequest, here: Here) -> HttpResponse:
    """Stop input, reminders and mail."""
    return _change(request, here, CLOSE)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_reopen(request: HttpRequest, here: Here) -> HttpResponse:
    """From closed back to active."""
    return _change(request, here, REOPEN)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_archive(request: HttpRequest, here: Here) -> HttpResponse:
    """From closed to archived, for good."""
    return _change(request, here, ARCHIVE)


def _change(request: HttpRequest, here: Here, change: StateChange) -> HttpResponse:
    """What the change does; then the change. Where it has been made already, lead to the project."""
    project = here.project
    if project.state == change.to:
        return see(request, project.get_absolute_url())
    check_state_change(project, change.from_states, change.to)
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: change_state(project, to=change.to, by=here.person),
        template="overview/project_state_change.html",
        done=change.done,
        back=project.get_absolute_url(),
        context={"change": change, "consequences": change.consequences_for(project, timezone.now())},
    )
