"""What somebody typed, as Postgres looks for it: stems, phrases, minus and "or"; the last word may be a beginning.

Words are kept by their stems, so a beginning can be longer than what is kept: "collaborat" does not begin "collabor".
Therefore the database is also asked for the stems of words that could go on from it.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Lower

from core.compiled import compiled
from projects.models import Project

CONFIG = "clahrc"  # english stems without accents; `Reflection.search` is made with it
AS_IT_IS = "simple"
SHORTEST = 3  # letters of a beginning
LAST_WORD = re.compile(r"(?:^|(?<=\s))[^\W_]+\Z")
OR_BEFORE = re.compile(r"(?:^|\s)or\s*\Z", re.IGNORECASE)
ENDINGS = "ations ation atives ative ating ements ement fulness iveness ities ity ally able ers er ies ied ed es ing"
GOING_ON = sorted({ending[start:] for ending in ENDINGS.split() for start in range(len(ending))})


class Lexemes(Func):
    """The different lexemes of a text."""

    function = "tsvector_to_array"
    output_field = ArrayField(TextField())

    def __init__(self, text: str) -> None:
        super().__init__(SearchVector(Value(text), config=CONFIG))


class Tail(Enum):
    """What the last word is beside the rest: nothing of its own, all there is, an "or", or one more that has to be."""

    NONE = "none"
    ALONE = "alone"
    OR = "or"
    AND = "and"


def understood(typed: str, project: Project) -> str | None:
    """The query as Postgres writes it; None where there is nothing to look for. It may still find nothing: "the"."""
    if not any(letter.isalnum() for letter in typed):
        return None
    word = last_word(typed)
    begun = beginning(word, project) if word else ""
    before = typed.removesuffix(word)
    return _as_text.first(project, _tail(before, begun), typed, before, begun)


def _tail(before: str, begun: str) -> Tail:
    if not begun:
        return Tail.NONE
    if not before.strip():
        return Tail.ALONE
    return Tail.OR if OR_BEFORE.search(before) else Tail.AND


@compiled
def _as_text(project: Project, tail: Tail, typed: str, before: str, begun: str) -> QuerySet[Project, str]:
    """The query in the words of Postgres. The project is only a row to ask from."""
    whole = websearch(typed)
    queries: dict[Tail, Any] = {
        Tail.NONE: whole,
        Tail.ALONE: whole | raw(begun),
        Tail.OR: whole | raw(begun),
        Tail.AND: whole | (websearch(before) & raw(begun)),
    }
    return Project.objects.filter(pk=project.pk).values_list(Cast(queries[tail], TextField()), flat=True)


def websearch(typed: str) -> SearchQuery:
    """The words as people type them into any search. Whatever is typed, it is never an error."""
    return SearchQuery(typed, config=CONFIG, search_type="websearch")


def last_word(typed: str) -> str:
    """The plain word at the end, if it is long enough; nothing after a minus, in a phrase, or of a part of a word."""
    found = LAST_WORD.search(typed)
    if found is None or typed.count('"') % 2 or len(found[0]) < SHORTEST:
        return ""
    return found[0]


def beginning(word: str, project: Project) -> str:
    """Words that begin so, as a query of plain words; empty for one that is too common to be kept."""
    plain, itself, going_on = _lexemes(project, word, " ".join(word + ending for ending in GOING_ON))[0]
    if not itself or not plain.isalnum():
        return ""
    stems = [stem for stem in going_on if stem.isalnum() and not stem.startswith(plain)]
    return " | ".join([f"{plain}:*", *stems])


@compiled
def _lexemes(project: Project, word: str, longer: str) -> QuerySet[Project, tuple[str, list[str], list[str]]]:
    """The word without accents, and what is kept of it and of longer ones. The project is only a row to ask from."""
    return Project.objects.filter(pk=project.pk).values_list(
        Lower(Func(Value(word, output_field=TextField()), function="unaccent")), Lexemes(word), Lexemes(longer)
    )


def raw(query: str) -> SearchQuery:
    """A query of plain letters and digits and our own operators."""
    return SearchQuery(query, config=AS_IT_IS, search_type="raw")


class Written(SearchQuery):
    """A query as Postgres has written it (`understood`), to be matched, ranked and marked by."""

    template = "%(expressions)s::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(Value(query, output_field=TextField()), search_type="raw")
