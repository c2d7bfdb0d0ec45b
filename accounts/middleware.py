"""Everybody sees their own time."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import User


def own_time_zone(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The time zone of whoever is signed in holds for the request, and for no longer.

    `request.user` becomes the person themselves: Django's stand-in for them costs a call for each attribute.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user = get_user(request)
        if not isinstance(request.user, User):
            return get_response(request)
        with timezone.override(request.user.time_zone):
            return get_response(request)

    return middleware
