"""The terms of a project and what they mean, for the glossary itself and for the pages whose texts it explains."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.compiled import compiled
from glossary.enums import KnowledgeBasis
from glossary.measures import Index, index_of
from glossary.models import Definition, Term
from glossary.policies import can_change_meaning, can_remove_term
from projects.models import Project
from projects.policies.leading import leads
from projects.queries.people import distinct_names_by_person

Text = str | Promise

FEWEST_FOR_LETTERS = 12  # terms from which on the letters of the alphabet help


@dataclass(frozen=True)
class MeaningRow:
    """One meaning as a reader sees it. `changer_name` is empty where nobody but the author changed it last."""

    meaning: Definition
    author_name: str
    changer_name: str
    may_change: bool

    @property
    def basis_label(self) -> Text:
        """From where this is known, in words."""
        return KnowledgeBasis(self.meaning.basis).label


@dataclass(frozen=True)
class TermRow:
    """A term with all its meanings, in an order that ranks none: the one of their random keys."""

    term: Term
    letter: str
    meanings: list[MeaningRow]
    may_remove: bool

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return anchor(self.term)


def anchor(term: Term) -> str:
    """The id of a term on the page of the glossary."""
    return f"term-{term.pk}"


def alphabet_key(name: str) -> str:
    """A name as the alphabet orders it: without accents and in one case."""
    marks = unicodedata.normalize("NFD", name.casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


def letter_of(name: str) -> str:
    """The letter under which a name stands; # for one that begins with no letter."""
    first_letter = alphabet_key(name)[:1].upper()
    return first_letter if first_letter.isalpha() else "#"


def term_named(project: Project, name: str) -> Term | None:
    """The term of a project with this name, in whatever case."""
    rows = Term.objects.filter(project=project).annotate(lowered=Lower("name"))
    return rows.filter(lowered=Lower(Value(name))).first()


def terms(project: Project, person: User, search_text: str = "") -> list[Term]:
    """The terms of a project in the order of the alphabet: all, or those with the text in their name or a meaning.

    One read.
    """
    rows = Term.objects.visible_to(person).filter(project=project).select_related("project")
    if search_text:
        inside = Definition.objects.filter(Q(text__icontains=search_text) | Q(plain_text__icontains=search_text))
        rows = rows.filter(Q(name__icontains=search_text) | Q(pk__in=inside.values("term")))
    return sorted(rows, key=lambda term: (alphabet_key(term.name), term.name, term.pk))


def meanings_of(some_terms: Sequence[Term]) -> dict[UUID, list[Definition]]:
    """The meanings of some terms, by the key of the term. One read."""
    meanings: dict[UUID, list[Definition]] = defaultdict(list)
    for meaning in Definition.objects.filter(term__in=list(some_terms)).order_by("id"):
        meanings[meaning.term_id].append(meaning)
    return meanings


def term_rows(project: Project, some_terms: Sequence[Term], person: User) -> list[TermRow]:
    """Terms with their meanings, as this person sees them. Four reads at most, however many terms."""
    meanings, names, is_coordinator = meanings_of(some_terms), distinct_names_by_person(project), leads(project, person)
    no_longer_here = _("Somebody who is no longer here")

    def meaning_row(meaning: Definition) -> MeaningRow:
        changer = meaning.changed_by_id if meaning.changed_by_id != meaning.submitted_by_id else None
        return MeaningRow(
            meaning,
            author_name=names.get(meaning.submitted_by_id, no_longer_here),
            changer_name=names.get(changer, no_longer_here) if changer else "",
            may_change=can_change_meaning(meaning, person, is_coordinator=is_coordinator),
        )

    return [
        TermRow(
            term,
            letter_of(term.name),
            [meaning_row(meaning) for meaning in meanings[term.pk]],
            can_remove_term(term, meanings[term.pk], person, is_coordinator=is_coordinator),
        )
        for term in some_terms
    ]


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet, and the page of the list on which its first term stands; `number` counts from 1."""

    name: str
    page: int
    number: int


def letters(all_terms: Sequence[Term], page_size: int) -> list[Letter]:
    """Every letter that a name begins with, in the order of the list; none where there are few terms."""
    if len(all_terms) < FEWEST_FOR_LETTERS:
        return []
    first_places: dict[str, int] = {}
    for place, term in enumerate(all_terms):
        first_places.setdefault(letter_of(term.name), place)
    return [
        Letter(name, place // page_size + 1, number) for number, (name, place) in enumerate(first_places.items(), 1)
    ]


@dataclass(frozen=True)
class LetterSection:
    """The terms of a page under one letter. `number` is that of the letter, 0 where no letters are shown."""

    number: int
    rows: list[TermRow]


def letter_sections(rows: Iterable[TermRow], shown_letters: Iterable[Letter]) -> list[LetterSection]:
    """The rows of a page by their letter."""
    numbers = {letter.name: letter.number for letter in shown_letters}
    return [LetterSection(numbers.get(name, 0), list(group)) for name, group in groupby(rows, lambda row: row.letter)]


def page_of_term(term: Term, person: User, page_size: int) -> int:
    """The number of the page, of the whole list, on which a term stands."""
    keys = [row.pk for row in terms(term.project, person)]
    return keys.index(term.pk) // page_size + 1 if term.pk in keys else 1


@dataclass(frozen=True)
class Explanation:
    """One meaning, as a page explains it: known from where, and what."""

    basis_label: Text
    text: str
    plain_text: str


@dataclass(frozen=True)
class ExplainedTerms:
    """The terms of a project that mean something, ready to be found in texts; `explanations` by the term's name."""

    index: Index
    explanations: dict[str, list[Explanation]]


@compiled
def _meanings_in(project: Project) -> QuerySet[Definition, tuple[str, str, str, str]]:
    rows = Definition.objects.filter(term__project=project).order_by("id")
    return rows.values_list("term__name", "basis", "text", "plain_text")


def explained_terms(project: Project) -> ExplainedTerms:
    """One read. Terms whose meaning nobody has said are left out: there is nothing to explain."""
    explanations: dict[str, list[Explanation]] = defaultdict(list)
    for name, basis, text, plain_text in _meanings_in(project):
        explanations[name].append(Explanation(KnowledgeBasis(basis).label, text, plain_text))
    return ExplainedTerms(index_of(explanations), dict(explanations))


def glossary_in_words(project: Project) -> str:
    """What the page of shared understanding says about the glossary."""
    count = Term.objects.filter(project=project).count()
    return ngettext("%(count)d word", "%(count)d words", count) % {"count": count} if count else _("No words yet")


def meanings_by(person: User, project: Project) -> QuerySet[Definition]:
    """The meanings in a project that somebody wrote or changed."""
    return Definition.objects.filter(Q(submitted_by=person) | Q(changed_by=person), term__project=project)
