"""What somebody typed, as Postgres looks for it: stems, phrases, minus and "or"; the last word may be a beginning.

Words are kept by their stems, so a beginning can be longer than what is kept: "collaborat" does not begin "collabor".
Therefore the database is also asked for the stems of words that could go on from it.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Func, TextField, Value
from django.db.models.functions import Lower

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


def understood(typed: str, project: Project) -> Any:
    """The query; None where there is nothing to look for. It may still be one that finds nothing: "the"."""
    if not any(letter.isalnum() for letter in typed):
        return None
    whole, word = websearch(typed), last_word(typed)
    begun = beginning(word, project) if word else None
    if begun is None:
        return whole
    before = typed.removesuffix(word)
    if not before.strip() or OR_BEFORE.search(before):
        return whole | begun
    return whole | (websearch(before) & begun)


def websearch(typed: str) -> SearchQuery:
    """The words as people type them into any search. Whatever is typed, it is never an error."""
    return SearchQuery(typed, config=CONFIG, search_type="websearch")


def last_word(typed: str) -> str:
    """The plain word at the end, if it is long enough; nothing after a minus, in a phrase, or of a part of a word."""
    found = LAST_WORD.search(typed)
    if found is None or typed.count('"') % 2 or len(found[0]) < SHORTEST:
        return ""
    return found[0]


def beginning(word: str, project: Project) -> Any:
    """Words that begin so. None for one that is too common to be kept. The project is only a row to ask from."""
    asked = Project.objects.filter(pk=project.pk).values_list(
        Lower(Func(Value(word, output_field=TextField()), function="unaccent")),
        Lexemes(word),
        Lexemes(" ".join(word + ending for ending in GOING_ON)),
    )
    plain, itself, going_on = asked.get()
    if not itself or not plain.isalnum():
        return None
    begun = raw(f"{plain}:*")
    stems = [stem for stem in going_on if stem.isalnum() and not stem.startswith(plain)]
    return begun | raw(" | ".join(stems)) if stems else begun


def raw(query: str) -> SearchQuery:
    """A query of plain letters and digits and our own operators."""
    return SearchQuery(query, config=AS_IT_IS, search_type="raw")
