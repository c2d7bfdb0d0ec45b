"""What goes wrong, in words a person can use, and the pages that say so."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from core.kept import Fields, Typed, fields_of, is_filled_in, keep, typed_in

TRY_AGAIN_AFTER = 300  # seconds: the longest window of a limit on signing in


class Refused(Exception):  # noqa: N818  # the name is the sentence: "this was refused"
    """The state does not allow this. The message is a sentence for the person who asked."""


def refusal(
    request: HttpRequest,
    sentence: str,
    status: int = HTTPStatus.CONFLICT,
    *,
    begun: Fields | None = None,
    is_kept: bool = False,
) -> HttpResponse:
    """A page that says why something was refused and leads back. What was sent is on it, or what was `begun` there.

    `is_kept`: it stays with the server for whoever wrote it.
    """
    typed = typed_in(begun) if begun else typed_by(request)
    context = {"sentence": sentence, "typed": typed, "is_kept": is_kept, **ways_out(request)}
    return render(request, "refused.html", context, status=status)


def typed_by(request: HttpRequest) -> list[Typed]:
    """What somebody filled in on the form they sent, to be shown so that they can copy it."""
    return typed_in(fields_of(request.POST)) if is_filled_in(request) else []


def shut_out(request: HttpRequest, status: int) -> HttpResponse:
    """The page of 403 or 404 for a form whose writer may not be here any more; it shows what they typed."""
    return render(request, f"{status:d}.html", {"typed": typed_by(request)}, status=status)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """The page for an address that is not asked in this way, mostly that of a button."""
    return render(request, "405.html", ways_out(request), status=HTTPStatus.METHOD_NOT_ALLOWED)


def ways_out(request: HttpRequest) -> dict[str, str]:
    """Where a page leads on which nothing can be done: back, or up."""
    return {"back_url": came_from(request), "up_url": page_above(request)}


def page_above(request: HttpRequest) -> str:
    """The nearest page above this address that the reader has a door to, or empty."""
    here = getattr(request, "here", None)
    parts = request.path.strip("/").split("/")
    above = ["/" + "/".join(parts[:length]) + "/" for length in range(len(parts) - 1, 0, -1)]
    return next((path for path in above if is_page(path) and (here is None or here.opens(path))), "")


def is_page(path: str) -> bool:
    """Is there anything at this address?"""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def came_from(request: HttpRequest) -> str:
    """The page of this site that led here, or empty; never this very address, which would refuse again."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(before)
    if not parts.netloc or parts.path == request.path or parts.path.startswith("//"):
        return ""
    return urlunsplit(("", "", parts.path, parts.query, ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token was missing or foreign; what was typed is shown so that it can be copied.

    Where the page says whose words these are and nobody is signed in, only the session is lost.
    """
    if not request.user.is_authenticated and "writer_token" in request.POST:
        return signed_out(request)
    sign_in = "" if request.user.is_authenticated else sign_in_url(request)
    context = {"typed": typed_by(request), "sign_in_url": sign_in}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)


def signed_out(request: HttpRequest) -> HttpResponse:
    """The page for words that were sent after the session had ended: they are shown, and signing in leads back.

    Where the page said whose they are, they wait there in the box.
    """
    is_kept = keep(request)
    context = {"typed": typed_by(request), "sign_in_url": sign_in_url(request, is_kept=is_kept), "is_kept": is_kept}
    return render(request, "403_signed_out.html", context, status=HTTPStatus.FORBIDDEN)


def sign_in_url(request: HttpRequest, *, is_kept: bool = False) -> str:
    """Where to sign in and go on from here.

    A button may have no page at its own address: whoever pressed it comes back to the page with the button. Words that
    are kept wait at the address to which they were sent.
    """
    from django.contrib.auth.views import redirect_to_login  # needs the model of people, which imports `Refused`

    is_button = request.method == "POST" and not is_kept
    return redirect_to_login((is_button and came_from(request)) or request.get_full_path()).url


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for whoever did something too often, and after how many seconds to try again."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(TRY_AGAIN_AFTER)
    return response
