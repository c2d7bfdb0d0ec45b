"""What a search shows, for tests."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from projects.models import Project
from tests.factories import signed_in

HIT = re.compile(r'<li class="response.*?</li>', re.DOTALL)
CHANGING = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')


def ask(person: User, project: Project, words: str = "", **more: Any) -> HttpResponse:
    """The page with an answer to these words."""
    data = {"q": words} | {name.rstrip("_"): value for name, value in more.items()}
    return signed_in(person).get(reverse("dialogues:words_search", args=[project.pk]), data)  # type: ignore[return-value]


def page(person: User, project: Project, words: str = "", **more: Any) -> str:
    """Its text; it answers 200."""
    response = ask(person, project, words, **more)
    assert response.status_code == 200, response.status_code
    return CHANGING.sub("", response.content.decode())


def hits(person: User, project: Project, words: str = "", **more: Any) -> list[str]:
    """Each hit on the page."""
    return HIT.findall(page(person, project, words, **more))


def quoted(hit: str) -> str:
    """The words of a hit as somebody reads them; [what was found] stands in brackets."""
    inside = hit.partition('<blockquote class="words">')[2].partition("</blockquote>")[0]
    marked = inside.replace("<mark>", "[").replace("</mark>", "]")
    return unescape(re.sub(r"<[^>]*>", " ", marked)).strip()


def words_found(person: User, project: Project, words: str = "", **more: Any) -> list[str]:
    """The words of all hits on the page."""
    return [quoted(hit) for hit in hits(person, project, words, **more)]
