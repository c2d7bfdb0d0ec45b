"""Search as a page: paging, what is marked, and how many queries it takes."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.models import Dialogue, Prompt, Reflection
from dialogues.queries.highlights import fragments
from projects.models import Project
from tests.dialogues.planning import opened, revealed, sent
from tests.dialogues.searching import hits, page, quoted, words_found
from tests.factories import signed_in

MARKERS = "\ue000\ue001\ue002\x01"


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User) -> Dialogue:
    """Open, with seats for Amara and Dee."""
    return opened(project, amara, amara, dee)


def many(dialogue: Dialogue, person: User, number: int) -> None:
    """So many reflections of the same words at the same moment: as alike as can be."""
    row, at = dialogue.seats.get(person=person), timezone.now()
    start = dialogue.prompts.count() + 1
    prompts = [Prompt(dialogue=dialogue, position=start + step, text=f"Question {step}?") for step in range(number)]
    rows = [Reflection(seat=row, prompt=each, text=f"trust {each.text}", kind="free", sent_at=at) for each in prompts]
    Prompt.objects.bulk_create(prompts)
    Reflection.objects.bulk_create(rows)


def test_pages_hold_every_hit_once(project: Project, dialogue: Dialogue, dee: User) -> None:
    many(dialogue, dee, 47)
    pages = [words_found(dee, project, "trust", page=number) for number in (1, 2, 3)]
    assert [len(found) for found in pages] == [20, 20, 7]
    assert len({found for each in pages for found in each}) == 47
    assert pages[1] == words_found(dee, project, "trust", page=2)


def test_every_page_says_how_many_there_are_and_leads_to_the_next(
    project: Project, dialogue: Dialogue, dee: User
) -> None:
    many(dialogue, dee, 47)
    text = page(dee, project, "trust", page=2, standpoint="patient")
    assert "47 found" in text
    assert "Page 2 of 3" in text
    assert 'rel="next" href="?q=trust&amp;page=3&amp;standpoint=patient"' in text


@pytest.mark.parametrize("number", ["0", "-1", "4", "999999999", "9" * 40, "two", "", "²", "1.5"])
def test_a_page_that_is_not_there_gives_one_that_is(
    number: str, project: Project, dialogue: Dialogue, dee: User
) -> None:
    many(dialogue, dee, 21)
    expected = 1 if number in ("4", "999999999") else 20
    assert len(words_found(dee, project, "trust", page=number)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> trust",
        "trust <b onclick=x>me</b> & you &amp; them &#39;",
        '"><img src=x onerror=alert(1)> trust',
        "a <mark>trust</mark> b",
    ],
)
def test_words_are_shown_as_they_were_written_and_never_as_markup(
    text: str, project: Project, dialogue: Dialogue, dee: User
) -> None:
    sent(dialogue, dee, text)
    (hit,) = hits(dee, project, "trust")
    body = hit.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert set(re.findall(r"<(\w+)", body)) == {"p", "mark"}
    assert quoted(hit).replace("[", "").replace("]", "") == text


def test_characters_that_stand_for_marks_mark_nothing(project: Project, dialogue: Dialogue, dee: User) -> None:
    sent(dialogue, dee, f"{MARKERS}not\ue000 this, {MARKERS} but trust\ue001")
    assert words_found(dee, project, "trust") == ["not this,  but [trust]"]
    assert words_found(dee, project, "\ue000") == []


def test_several_places_of_a_long_text_are_shown(project: Project, dialogue: Dialogue, dee: User) -> None:
    filler = "we walked on and on along the river and said nothing for a long while " * 20
    sent(dialogue, dee, f"Zebras came. {filler} A zebra left. {filler} Fish & <chips. Zebra again.")
    (found,) = words_found(dee, project, "zebra")
    assert found.count("[") == 3
    assert len(found) < 1200
    (hit,) = hits(dee, project, "chips")
    assert "Fish &amp; &lt;<mark>chips</mark>" in hit


def test_one_endless_word_does_not_fill_the_page(project: Project, dialogue: Dialogue, dee: User) -> None:
    sent(dialogue, dee, "trust " + "x" * 40_000)
    assert len(words_found(dee, project, "trust")[0]) < 400
    assert len(words_found(dee, project, kind="free")[0]) < 400


@pytest.mark.parametrize(
    "marked",
    ["", "\ue000", "\ue001\ue001", "\ue000a\ue000b\ue001", "\ue002\ue002", "a\x01b", "\ue000" + "y" * 999 + "\ue001"],
)
def test_broken_marks_are_no_error(marked: str) -> None:
    shown = "".join(piece.text for fragment in fragments(marked, is_whole=True) for piece in fragment)
    assert not set(shown) & set(MARKERS)
    assert len(shown) < 400


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.characters(codec="utf-8"), max_size=60), text=st.text(st.characters(codec="utf-8")))
def test_whatever_is_typed_and_whatever_is_written_the_marks_are_in_pairs(
    typed: str, text: str, project: Project, dialogue: Dialogue, dee: User
) -> None:
    Reflection.objects.filter(seat__dialogue=dialogue).delete()
    sent(dialogue, dee, (text + " " + typed).replace("\x00", " "))
    shown = page(dee, project, typed, kind="free")
    assert re.findall(r"</?mark>", shown) == ["<mark>", "</mark>"] * shown.count("<mark>")


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_the_same_queries_for_one_hit_and_for_three(
    number: int,
    project: Project,
    dialogue: Dialogue,
    amara: User,
    dee: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    many(dialogue, dee, number)
    revealed(dialogue, amara)
    client, path = signed_in(amara), reverse("dialogues:words_search", args=[project.pk])
    with django_assert_num_queries(8):
        text = client.get(path, {"q": "trust"}).content.decode()
    assert text.count("<mark>trust</mark>") == number


def test_the_list_of_dialogues_and_the_menu_lead_to_search(project: Project, dialogue: Dialogue, dee: User) -> None:
    path = reverse("dialogues:words_search", args=[project.pk])
    listed = signed_in(dee).get(reverse("dialogues:dialogue_list", args=[project.pk])).content.decode()
    assert f'<form class="search-box" action="{path}" method="get"' in listed
    assert f'<a href="{path}">Search</a>' in listed
    assert f'<a href="{path}" aria-current="page">Search</a>' in page(dee, project)
    assert page(dee, project).partition('class="project-nav"')[2].partition("</nav>")[0].count("aria-current") == 1


def test_a_hit_says_when_it_was_written(project: Project, dialogue: Dialogue, dee: User) -> None:
    sent(dialogue, dee, "trust", sent_at=datetime(2026, 5, 12, 12, tzinfo=ZoneInfo("Europe/London")))
    (hit,) = hits(dee, project, "trust")
    assert "Tuesday 12 May 2026" in hit
    assert "Dee Marsh" in hit
    assert dialogue.title in hit
