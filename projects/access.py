"""The door of a project: anonymous is sent to sign in, a stranger gets 404, a role that may not gets 403."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import person as signed_in_person
from accounts.access import sign_in_first
from accounts.models import User
from projects.enums import ProjectState, Role
from projects.models import Membership, Project
from projects.permissions import Action, allows
from projects.policies.projects import check_open
from projects.queries import people


@dataclass(frozen=True)
class Here:
    """Where a request is, and as whom: what every view of a project gets. `membership` is None for an administrator."""

    project: Project
    person: User
    role: Role
    membership: Membership | None

    def may(self, action: Action) -> bool:
        """Does this role open that door?"""
        return allows(self.role, action)

    def opens(self, url: str) -> bool:
        """Has the role that this person is in a door at this address of a project?"""
        return opens(self.role, url)


KEY = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@lru_cache(maxsize=256)
def _door_at(path: str) -> Action | None:
    door = getattr(resolve(path).func, "door", None)
    return door if isinstance(door, Action) else None


def opens(role: Role, url: str) -> bool:
    """Has this role a door at this address of a project? A number that leads to a closed door is no link.

    The keys in the address do not matter, so each page is looked up once and not for each row.
    """
    door = _door_at(KEY.sub(str(UUID(int=0)), urlsplit(url).path))
    return door is not None and allows(role, door)


def enter(person: User, project_id: UUID) -> Here:
    """Find out as whom this person is in a project. A stranger and a missing project give the same 404.

    An administrator comes in as nothing else, whatever rows of memberships there are.
    """
    here = _as_administrator(person, project_id) if person.is_administrator else _as_member(person, project_id)
    if here is None:
        raise Http404
    return here


def _as_administrator(person: User, project_id: UUID) -> Here | None:
    project = people.project_seen_by.first(person, project_id)
    return Here(project, person, Role.ADMINISTRATOR, None) if project else None


def _as_member(person: User, project_id: UUID) -> Here | None:
    membership = people.membership_today.first(person, project_id)
    if membership is None:
        return None
    membership.person = person
    return Here(membership.project, person, membership.role_enum, membership)


ProjectView = Callable[..., HttpResponseBase]


def project_view(action: Action, *, while_open: bool = False) -> Callable[[ProjectView], ProjectView]:
    """Guard a view of a project. The view gets `(request, here, ...)` instead of the project's id.

    `while_open`: what takes input. In a project that is closed or archived it raises Refused, with that word.
    """

    def door(view: ProjectView) -> ProjectView:
        @sign_in_first
        @wraps(view)
        def guarded(request: HttpRequest, project_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            here = enter(signed_in_person(request), project_id)
            if not here.may(action):
                raise PermissionDenied
            request.here = here  # type: ignore[attr-defined]  # the header's project menu reads it
            if while_open:
                check_open(here.project)
            return view(request, here, *args, **kwargs)

        guarded.door = action  # type: ignore[attr-defined]
        guarded.while_open = while_open  # type: ignore[attr-defined]
        return guarded

    return door


# The project's menu: label, URL name, and the act that opens it. Apps above are known here by name only.
MENU = (
    (_("Overview"), "overview:project_detail", Action.PROJECT_VIEW),
    (_("Dialogues"), "dialogues:dialogue_list", Action.DIALOGUE_VIEW),
    (_("Search"), "dialogues:words_search", Action.WORDS_SEARCH),
    (_("What changed"), "contributions:contribution_list", Action.CONTRIBUTION_VIEW),
    (_("Milestones"), "milestones:milestone_list", Action.MILESTONE_VIEW),
    (_("Shared understanding"), "understanding:understanding", Action.UNDERSTANDING_VIEW),
    (_("Tensions"), "tensions:tension_list", Action.TENSION_RAISE),
    (_("People"), "projects:member_list", Action.MEMBER_LIST),
    (_("Consent"), "participants:consent_list", Action.CONSENT_MANAGE),
    (_("Exports"), "reports:export_list", Action.EXPORT_REPORT),
    (_("History"), "overview:history", Action.HISTORY_VIEW),
)


def project_nav(request: HttpRequest) -> dict[str, object]:
    """Context processor: the project, and its menu as (label, url, is current), for pages behind the door."""
    here: Here | None = getattr(request, "here", None)
    if here is None:
        return {}
    links = [(label, reverse(name, args=[here.project.pk])) for label, name, action in MENU if here.may(action)]
    home = links[0][1]
    leading_here = [
        url for _label, url in links if request.path == url or (url != home and request.path.startswith(url))
    ]
    current_url = max(leading_here, key=len, default="")
    menu = [(label, url, url == current_url) for label, url in links]
    may_reopen = here.project.state == ProjectState.CLOSED and here.may(Action.PROJECT_EDIT)
    return {"here": here, "project": here.project, "project_nav": menu, "may_reopen": may_reopen}
