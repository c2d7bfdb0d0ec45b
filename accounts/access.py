"""Doors for pages outside a project."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts import queries
from accounts.models import User
from core.errors import sign_in_url, signed_out
from core.kept import is_filled_in

View = Callable[..., HttpResponseBase]


class SessionStore(db.SessionStore):
    """Django's sessions in Postgres, read by a statement that is kept: every page begins with it."""

    def _get_session_from_db(self) -> Session | None:
        session = queries.session_at.first(str(self.session_key), timezone.now())
        if session is None:
            self._session_key = None
        return session


class SignIn(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Sign-in by allauth; who a session is of is read by a statement that is kept."""

    def get_user(self, user_id: UUID) -> User | None:
        """The person of a session, where they may still sign in."""
        return queries.person_at.first(user_id)


def public(view: View) -> View:
    """Anybody may see this page. Says so aloud, for the test that every view has a door."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def sign_in_first(view: View) -> View:
    """Whoever is not signed in is sent to sign in, and comes back to where they were.

    If the session ended while somebody wrote or ticked, it is kept for them; a redirect would lose it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.accepts("text/html") and is_filled_in(request):
            return signed_out(request)
        return HttpResponseRedirect(sign_in_url(request))

    return guarded


def signed_in(view: View) -> View:
    """Only somebody signed in; everybody else is sent to sign in and comes back, with what they typed."""
    guarded = sign_in_first(view)
    guarded.door = "signed in"  # type: ignore[attr-defined]
    return guarded


def administrator(view: View) -> View:
    """Only an administrator of the site; others get 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not person(request).is_administrator:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    door = signed_in(guarded)
    door.door = "administrator"  # type: ignore[attr-defined]
    return door


def spoken_for(door: Callable[[View], View], view: View) -> View:
    """A view of allauth behind one of our doors. A form that did not pass is answered 422, as everywhere here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return door(guarded)


def person(request: HttpRequest) -> User:
    """Who is signed in. Only behind a door that asks for it."""
    assert isinstance(request.user, User)
    return request.user


FRESH = timedelta(minutes=15)


def proved_lately(request: HttpRequest) -> bool:
    """Did this person show who they are within the last minutes, not only by a session that is still open?"""
    records = get_authentication_records(request, person(request))
    return bool(records) and time.time() - records[-1]["at"] < FRESH.total_seconds()
