"""What goes wrong is said in words, on a page with every header a good page has."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from clahrc.urls import urlpatterns as site
from core.errors import Refused, csrf_failure

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused("This dialogue is <closed>.")


def fall_over(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours, with a secret in it")


urlpatterns = [path("refuse/", refuse), path("fall/", fall_over), path("", include(site))]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


with_these_urls = pytest.mark.urls("tests.core.test_errors")
PAGES = {"/health/": 200, "/nowhere/": 404, "/refuse/": 409, "/fall/": 500}
every_page = pytest.mark.parametrize(("url", "status"), PAGES.items())


@with_these_urls
def test_a_refusal_is_a_page_with_its_sentence_and_status_409(visitor: Client) -> None:
    response = visitor.get("/refuse/")
    assert response.status_code == 409
    assert "This dialogue is &lt;closed&gt;." in response.text


@with_these_urls
@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/people/?page=2", "/people/?page=2"),
        ("http://testserver/refuse/", ""),
        ("http://testserver//evil.example/", ""),
        ("https://evil.example/people/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_refusal_leads_back_to_the_page_of_this_site_before_it(visitor: Client, came_from: str, back: str) -> None:
    page = visitor.get("/refuse/", headers={"referer": came_from}).content.decode()
    assert ("Go back" in page) == bool(back)
    assert not back or f'href="{back}"' in page
    assert "evil" not in page


@with_these_urls
def test_a_mistake_of_ours_tells_nothing_of_its_inside(visitor: Client) -> None:
    response = visitor.get("/fall/")
    assert response.status_code == 500
    assert "secret" not in response.text


@with_these_urls
@every_page
def test_every_answer_has_a_policy_that_allows_nothing_by_default(visitor: Client, url: str, status: int) -> None:
    response = visitor.get(url)
    policy = response["Content-Security-Policy"]
    assert response.status_code == status
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert re.search(r"(^|[ ;])\*", policy) is None


@with_these_urls
@every_page
@pytest.mark.parametrize(
    "directive", ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
)
def test_every_answer_closes_what_the_default_does_not(visitor: Client, url: str, status: int, directive: str) -> None:
    assert directive in visitor.get(url)["Content-Security-Policy"]


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@with_these_urls
@every_page
def test_every_answer_has_the_security_headers(visitor: Client, url: str, status: int) -> None:
    response = visitor.get(url)
    assert {name: response.get(name) for name in HEADERS} == HEADERS


@with_these_urls
@every_page
def test_no_page_is_kept_by_a_cache(visitor: Client, url: str, status: int) -> None:
    assert "no-store" in visitor.get(url)["Cache-Control"]


@with_these_urls
@every_page
def test_every_answer_has_a_request_id_of_its_own(visitor: Client, url: str, status: int) -> None:
    first, second = (visitor.get(url, headers={"X-Request-Id": "mine"})["X-Request-Id"] for _ in range(2))
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second


def test_a_form_without_its_token_is_refused_and_shows_what_was_typed() -> None:
    typed = "I wrote this for half an hour, and <b>nobody</b> shall lose it."
    request = RequestFactory().post("/anything/", {"text": typed, "csrfmiddlewaretoken": "x" * 64})
    request.user = AnonymousUser()
    response = csrf_failure(request)
    assert response.status_code == 403
    assert "&lt;b&gt;nobody&lt;/b&gt; shall lose it." in response.content.decode()
    assert "x" * 64 not in response.content.decode()


@with_these_urls
def test_a_form_without_its_token_never_reaches_the_view() -> None:
    response = Client(enforce_csrf_checks=True).post(
        "/refuse/", {"text": "Some words that are longer than forty characters."}
    )
    assert response.status_code == 403
    assert "longer than forty characters" in response.text


@with_these_urls
@pytest.mark.parametrize("query", ["page=%00", "page=abc", "page=-1", "page=" + "9" * 400, "page=%ED%A0%80", "=&&="])
def test_no_query_string_is_an_error_of_ours(visitor: Client, query: str) -> None:
    assert visitor.get(f"/health/?{query}").status_code < 500


@with_these_urls
@pytest.mark.parametrize("url", ["/projects/abc/", "/projects/%00/", "/projects/" + "9" * 500 + "/", "/%ED%A0%80/"])
def test_an_address_that_cannot_be_is_not_found(visitor: Client, url: str) -> None:
    assert visitor.get(url).status_code == 404
