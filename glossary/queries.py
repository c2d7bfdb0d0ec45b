"""The words of a project and what they mean, for the glossary itself and for the pages whose texts it explains."""

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
from glossary.enums import KnowledgeBasis
from glossary.measures import Index, index
from glossary.models import Definition, Term
from glossary.policies import may_change_meaning, may_remove_term
from projects.models import Project
from projects.policies.leading import leads
from projects.queries.people import labels_of_people

Text = str | Promise

WORDS_WITH_LETTERS = 12  # words from which on the letters of the alphabet help


@dataclass(frozen=True)
class Meaning:
    """One meaning, under the name its author chose. `changed_by` is empty where only the author wrote it."""

    definition: Definition
    by: str
    changed_by: str
    may_change: bool

    @property
    def basis(self) -> Text:
        """From where this is known, in words."""
        return KnowledgeBasis(self.definition.basis).label


@dataclass(frozen=True)
class TermRow:
    """A word with all its meanings, in an order that ranks none: the one of their random keys."""

    term: Term
    letter: str
    meanings: list[Meaning]
    may_remove: bool

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return anchor(self.term)


def anchor(term: Term) -> str:
    """The id of a word on the page of the glossary."""
    return f"term-{term.pk}"


def plain(name: str) -> str:
    """A name as the alphabet orders it: without accents and in one case."""
    parts = unicodedata.normalize("NFD", name.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def letter(name: str) -> str:
    """The letter under which it stands; # for what begins with none."""
    first = plain(name)[:1].upper()
    return first if first.isalpha() else "#"


def same_word(project: Project, name: str) -> Term | None:
    """The word that is there already, in whatever case."""
    rows = Term.objects.filter(project=project).annotate(lowered=Lower("name"))
    return rows.filter(lowered=Lower(Value(name))).first()


def terms(project: Project, person: User, search: str = "") -> list[Term]:
    """The words of a project in the order of the alphabet: all, or those in which `search` occurs, or in a meaning.

    One read.
    """
    rows = Term.objects.visible_to(person).filter(project=project).select_related("project")
    if search:
        inside = Definition.objects.filter(Q(text__icontains=search) | Q(plain_text__icontains=search))
        rows = rows.filter(Q(name__icontains=search) | Q(pk__in=inside.values("term")))
    return sorted(rows, key=lambda term: (plain(term.name), term.name, term.pk))


def meanings_of(listed: Sequence[Term]) -> dict[UUID, list[Definition]]:
    """The meanings of some words, by word. One read."""
    rows: dict[UUID, list[Definition]] = defaultdict(list)
    for row in Definition.objects.filter(term__in=list(listed)).order_by("id"):
        rows[row.term_id].append(row)
    return rows


def term_rows(project: Project, listed: Sequence[Term], person: User) -> list[TermRow]:
    """Words with their meanings. Four reads at most, however many words."""
    meanings, names, leading = meanings_of(listed), labels_of_people(project), leads(project, person)
    gone = _("Somebody who is no longer here")

    def meaning_of(row: Definition) -> Meaning:
        changed = row.changed_by_id if row.changed_by_id != row.submitted_by_id else None
        may = may_change_meaning(row, person, leading=leading)
        return Meaning(row, names.get(row.submitted_by_id, gone), names.get(changed, gone) if changed else "", may)

    return [
        TermRow(
            term,
            letter(term.name),
            [meaning_of(row) for row in meanings[term.pk]],
            may_remove_term(term, meanings[term.pk], person, leading=leading),
        )
        for term in listed
    ]


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet, and the page of the list on which its first word stands."""

    letter: str
    page: int
    number: int


def letters(listed: Sequence[Term], size: int) -> list[Letter]:
    """Every letter that a word begins with, in the order of the list; none where there are few words."""
    if len(listed) < WORDS_WITH_LETTERS:
        return []
    first: dict[str, int] = {}
    for place, term in enumerate(listed):
        first.setdefault(letter(term.name), place)
    return [Letter(name, place // size + 1, number) for number, (name, place) in enumerate(first.items(), 1)]


@dataclass(frozen=True)
class LetterSection:
    """The words of a page under one letter. `number` is that of the letter, 0 where no letters are shown."""

    number: int
    rows: list[TermRow]


def letter_sections(rows: Iterable[TermRow], shown_letters: Iterable[Letter]) -> list[LetterSection]:
    """The rows of a page by their letter."""
    numbers = {row.letter: row.number for row in shown_letters}
    return [LetterSection(numbers.get(name, 0), list(group)) for name, group in groupby(rows, lambda row: row.letter)]


def place_of(term: Term, person: User, size: int) -> int:
    """The page of the whole list on which a word stands."""
    keys = [row.pk for row in terms(term.project, person)]
    return keys.index(term.pk) // size + 1 if term.pk in keys else 1


@dataclass(frozen=True)
class Explanation:
    """One meaning, as a page explains it: known from where, and what."""

    basis: Text
    text: str
    plain_text: str


@dataclass(frozen=True)
class Lexicon:
    """The words of a project that mean something, ready to be found in texts."""

    known: Index
    explanations: dict[str, list[Explanation]]


def lexicon(project: Project) -> Lexicon:
    """One read. Words whose meaning nobody has said are left out: there is nothing to explain."""
    explanations: dict[str, list[Explanation]] = defaultdict(list)
    rows = Definition.objects.filter(term__project=project).order_by("id")
    for name, basis, text, plain_text in rows.values_list("term__name", "basis", "text", "plain_text"):
        explanations[name].append(Explanation(KnowledgeBasis(basis).label, text, plain_text))
    return Lexicon(index(explanations), dict(explanations))


def words_fact(project: Project) -> str:
    """What the page of shared understanding says about the glossary."""
    count = Term.objects.filter(project=project).count()
    return ngettext("%(count)d word", "%(count)d words", count) % {"count": count} if count else _("No words yet")


def meanings_by(person: User, project: Project) -> QuerySet[Definition]:
    """The meanings in a project that somebody wrote or changed."""
    return Definition.objects.filter(Q(submitted_by=person) | Q(changed_by=person), term__project=project)
