"""What a search understands: stems, phrases, beginnings, accents; and filters."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues.models import Dialogue, Reflection
from projects.models import Project
from tests.dialogues.planning import opened, revealed, sent
from tests.dialogues.searching import ask, hits, page, words_found
from tests.factories import in_project

NFD_CAFE = unicodedata.normalize("NFD", "Café")
TEXTS = [
    "Our collaboration takes time",
    "We felt heard",
    "Heard, we felt it",
    "We met at the café",
    f"{NFD_CAFE} again",
]


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User) -> Dialogue:
    """With a reflection of each text above, open to the project."""
    people = [in_project(project, f"Person {letter}", "partner", "carer") for letter in "ABCDE"]
    found = opened(project, amara, dee, *people, title="How we began")
    for person, text in zip(people, TEXTS, strict=True):
        sent(found, person, text, audience="project")
    return revealed(found, amara)


def which(person: User, project: Project, words: str, **more: Any) -> set[int]:
    """The places in the list above of what was found."""
    plain = [found.replace("[", "").replace("]", "") for found in words_found(person, project, words, **more)]
    return {TEXTS.index(text) for text in plain}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("collaborating", {0}),
        ("Collaborations", {0}),
        ("collab", {0}),
        ("COLLAB", {0}),
        ("col", {0}),
        ("collaborat", {0}),
        ("collaboratio", {0}),
        ("laboration", set()),
        ("hear", {1, 2}),
        ('"felt heard"', {1}),
        ('"felt heard', {1}),
        ('"felt hear', set()),
        ("felt heard", {1, 2}),
        ("felt -heard", set()),
        ("-heard", {0, 3, 4}),
        ("-hea", {0, 1, 2, 3, 4}),
        ("cafe", {3, 4}),
        ("CAFÉ", {3, 4}),
        (NFD_CAFE, {3, 4}),
        ("caf", {3, 4}),
        ("cafés", {3, 4}),
        ("cafe or collaboration", {0, 3, 4}),
        ("cafe or collab", {0, 3, 4}),
        ("felt heard or collab", {0, 1, 2}),
        ("met caf", {3}),
        ("caf met", set()),
        ("the caf", {3, 4}),
        ("the", set()),
        ("we the at", set()),
        ("?!& | <-> :* ()", set()),
        ("' OR 1=1 --", set()),
        ("collab:*", set()),
        ("'", set()),
    ],
)
def test_words_are_found_as_people_write_them(
    words: str, found: set[int], project: Project, dialogue: Dialogue, dee: User
) -> None:
    assert which(dee, project, words) == found


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("collab", "Our [collaboration] takes time"),
        ('"felt heard"', "We [felt] [heard]"),
        ("met caf", "We [met] at the [café]"),
    ],
)
def test_what_was_found_is_marked(words: str, marked: str, project: Project, dialogue: Dialogue, dee: User) -> None:
    assert words_found(dee, project, words) == [marked]


def test_the_best_match_comes_first(project: Project, amara: User, dee: User, ben: User) -> None:
    dialogue = opened(project, amara, dee, ben)
    sent(dialogue, dee, "Trust, and trust, and trust", audience="project")
    sent(dialogue, ben, "Trust is one thing. There are many other things that we spoke of", audience="project")
    revealed(dialogue, amara)
    assert [found[:8] for found in words_found(amara, project, "trust")] == ["[Trust],", "[Trust] "]
    assert words_found(amara, project, "trust")[0].count("[") == 3


def test_filters_alone_list_the_newest_first(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    for position, text in enumerate(("old", "older", "new"), start=1):
        at = timezone.now() - timedelta(days={"old": 2, "older": 3, "new": 1}[text])
        sent(dialogue, dee, text, position, sent_at=at, kind="learning")
    assert words_found(dee, project, kind="learning") == ["new", "old", "older"]


def test_filters_narrow_the_search(project: Project, amara: User, dee: User, chen: User) -> None:
    one, two = (opened(project, amara, dee, chen, title=title) for title in ("One", "Two"))
    sent(one, dee, "trust a", audience="project", kind="learning")
    sent(one, chen, "trust b", audience="project", kind="challenge")
    sent(two, chen, "trust c", audience="project", kind="learning")
    for dialogue in (one, two):
        revealed(dialogue, amara)

    def letters(**more: Any) -> str:
        return "".join(sorted(found[-1] for found in words_found(amara, project, "trust", **more)))

    assert letters() == "abc"
    assert letters(standpoint="clinician") == "bc"
    assert letters(dialogue=one.pk) == "ab"
    assert letters(kind="learning") == "ac"
    assert letters(kind="response") == ""
    assert letters(standpoint="clinician", dialogue=two.pk, kind="learning") == "c"


def test_days_are_those_of_the_reader(project: Project, amara: User, dee: User) -> None:
    dee.time_zone = "Europe/London"
    dee.save()
    row = sent(opened(project, amara, dee), dee, "trust")
    at = datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    Reflection.objects.filter(pk=row.pk).update(sent_at=at)
    assert words_found(dee, project, from_="2026-07-01", to="2026-07-01") == ["trust"]
    assert words_found(dee, project, to="2026-06-30") == []
    assert words_found(dee, project, "trust", from_="2026-07-02") == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"standpoint": "king"}, "Choose one of the list."),
        ({"dialogue": "not-a-key"}, "Choose one of the list."),
        ({"dialogue": "00000000-0000-4000-8000-000000000000"}, "Choose one of the list."),
        ({"kind": "\x00"}, "Choose one of the list."),
        ({"from_": "yesterday"}, "Enter a real date"),
        ({"from_": "0001-01-01"}, "Enter a date between 1990 and 2100."),
        ({"to": "9999-12-31"}, "Enter a date between 1990 and 2100."),
        ({"from_": "2026-05-02", "to": "2026-05-01"}, "The last day is before the first."),
        ({"words": "long " * 2000}, "Use at most 200 characters."),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(more: dict[str, Any], sentence: str, project: Project, dee: User) -> None:
    response = ask(dee, project, **more)
    assert response.status_code == 422
    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "a\x00b",
        "\ud800",
        "\u202etsurt",
        "\U0001d7d9\U0001d7da",
        "½½½",
        "ß" * 100,
        "ΆΈΉ",
        "\uff41\uff42\uff43",
        "مرحبا",
    ],
)
def test_strange_characters_are_no_error(words: str, project: Project, dialogue: Dialogue, dee: User) -> None:
    assert ask(dee, project, words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")).status_code == 200


def test_before_anything_is_asked_the_page_says_what_can_be_searched(
    project: Project, dialogue: Dialogue, dee: User
) -> None:
    text = page(dee, project)
    assert "Drafts are never searched" in text
    assert "found" not in text.partition("<main")[2].partition("Drafts are")[0]


def test_where_nothing_is_found_filters_can_be_left_out(project: Project, dialogue: Dialogue, dee: User) -> None:
    text = page(dee, project, "collaboration", standpoint="patient", kind="free", page=3)
    assert "<h2>Nothing found</h2>" in text
    assert 'href="?q=collaboration&amp;kind=free"' in text
    assert 'href="?q=collaboration&amp;standpoint=patient"' in text


def test_what_was_typed_stays_in_the_form(project: Project, dialogue: Dialogue, dee: User) -> None:
    text = page(dee, project, '"felt heard"', standpoint="carer")
    assert 'value="&quot;felt heard&quot;"' in text
    assert '<option value="carer" selected>' in text
    assert len(hits(dee, project, '"felt heard"', standpoint="carer")) == 1
