"""Words of the glossary in the texts of other pages."""

from __future__ import annotations

import html
import re
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.template.defaultfilters import linebreaks_filter
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from glossary.measures import index_of
from glossary.queries import ExplainedTerms, Explanation
from glossary.templatetags.glossary import PageGlossary
from projects.enums import Role
from projects.models import Project
from projects.permissions import allows
from tests.factories import signed_in
from tests.glossary.glossaries import another, term

BAD = "<script>alert(1)</script>"


def page_with(*names: str) -> HttpRequest:
    """A page of a project whose glossary has these names."""
    request = HttpRequest()
    here = SimpleNamespace(may=lambda action: allows(Role.PARTNER, action), project=Project(pk=uuid.uuid4()))
    explanations = {name: [Explanation("Lived experience", f"What {name} means.", "")] for name in names}
    request.here = here  # type: ignore[attr-defined]
    request.page_glossary = PageGlossary(ExplainedTerms(index_of(names), explanations), "/glossary/")  # type: ignore[attr-defined]
    return request


def shown(text: str, *names: str, times: int = 1) -> str:
    template = Template("{% load glossary %}" + "{% glossed text %}" * times)
    return template.render(RequestContext(page_with(*names), {"text": text}))


def overview(project: Project, person: User, **words: str) -> str:
    Project.objects.filter(pk=project.pk).update(**words)
    return signed_in(person).get(f"/projects/{project.pk}/").content.decode()


def test_a_word_leads_to_its_meanings_and_back(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee, text="One of us.")
    another(made, ben, basis="research", text="Who signs.", plain_text="Signs the form.")
    page = overview(project, dee, lay_summary="Our partners speak.")
    assert '<a class="glossed" role="doc-glossref" id="word-1-here" href="#word-1">partners</a>' in page
    assert '<details class="gloss" open><summary id="word-1">Partner</summary>' in page
    assert 'href="#word-1-here">Back to the text' in page
    for words in ("One of us.", "Who signs.", "Signs the form.", "Lived experience", "Research"):
        assert words in page


def test_a_text_without_a_known_word_is_as_it_was(project: Project, dee: User) -> None:
    term(project, dee)
    page = overview(project, dee, lay_summary="We walk.\n\nWe <b>talk</b>.")
    assert "<p>We walk.</p>\n\n<p>We &lt;b&gt;talk&lt;/b&gt;.</p></div>" in page


def test_a_word_whose_meaning_nobody_has_said_is_no_link(project: Project, dee: User) -> None:
    term(project, dee).definitions.all().delete()
    assert 'class="glossed"' not in overview(project, dee, lay_summary="A partner.")


def test_words_of_the_other_project_are_not_explained_here(
    project: Project, other_project: Project, dee: User, zoe: User
) -> None:
    term(other_project, zoe)
    assert 'class="glossed"' not in overview(project, dee, lay_summary="A partner.")


@pytest.mark.parametrize("who", ["amara", "ben", "dee", "oli", "priya"])
def test_words_are_explained_to_everybody_who_reads_the_page(
    project: Project, chen: User, who: str, request: pytest.FixtureRequest
) -> None:
    term(project, chen)
    assert 'class="glossed"' in overview(project, request.getfixturevalue(who), lay_summary="A partner.")


def test_a_word_is_explained_once_to_a_page_and_every_id_is_there_once() -> None:
    page = shown("A partner and an aim.", "partner", "aim", times=3)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count('class="glossed"') == 2
    assert page.count("<details") == 2


def test_every_link_leads_to_something_on_the_page() -> None:
    page = shown("A partner and a shared aim, an aim.", "partner", "aim", "shared aim", times=2)
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_a_page_reads_the_glossary_once_however_many_texts_it_has(project: Project, dee: User) -> None:
    for number in range(3):
        term(project, dee, f"word {number}")
    request = page_with()
    del request.page_glossary  # type: ignore[attr-defined]
    request.here.project = project  # type: ignore[attr-defined]
    context = RequestContext(request, {"text": "Word 0, word 1 and word 2."})
    with CaptureQueriesContext(
        connection,
    ) as reads:
        Template("{% load glossary %}{% glossed text %}{% glossed text %}{% glossed text %}").render(context)
    assert len(reads) == 1


def test_outside_a_project_a_text_is_only_a_text() -> None:
    context = RequestContext(HttpRequest(), {"text": f"A partner {BAD}"})
    shown = Template("{% load glossary %}{% glossed text %}").render(context)
    assert shown == f"<p>A partner {html.escape(BAD)}</p>"


@pytest.mark.parametrize("text", ["", None])
def test_no_text_is_nothing(text: str | None) -> None:
    context = RequestContext(page_with("partner"), {"text": text})
    assert Template("{% load glossary %}{% glossed text %}").render(context) in ("", "<p></p>")


def test_marks_of_html_in_a_word_and_in_a_text_stay_text() -> None:
    page = shown(f'A {BAD} and "quotes" & more', BAD, 'quotes" onclick="x')
    assert "<script" not in page
    assert re.search(r"<[^>]*\sonclick", page) is None


ALPHABET = st.sampled_from("ab <>&\"'/=\n\r\u00e9;#")


@given(st.text(ALPHABET, max_size=40), st.lists(st.text(ALPHABET, min_size=1, max_size=5), max_size=4))
def test_what_is_shown_is_always_the_escaped_text(text: str, names: list[str]) -> None:
    """Taking the links and the list away leaves what the page showed before there was a glossary."""
    page = re.sub(r'<div class="glosses".*</div>', "", shown(text, *names), flags=re.DOTALL)
    bare = re.sub(r'<a class="glossed" role="doc-glossref" id="[-\w]+" href="[-#\w]+">|</a>', "", page)
    assert bare == (linebreaks_filter(text) if text else "<p></p>")
