"""Search in the words of one project: what the searcher may read now, the best match first.

The rule who reads what is `Reflection.objects.visible_to`, once to find and once more to show. It is given the keys of
the project's dialogues, so that a search touches the reflections of one project, however many there are in others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.search import SearchRank
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, FloatField, Q, QuerySet, Value, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.compiled import compiled
from dialogues.models import Dialogue, Reflection
from dialogues.queries.highlights import LONGEST, Fragment, beginning, fragments, headline
from dialogues.queries.lexemes import CONFIG, Written, understood
from dialogues.queries.reflections import permission_of
from dialogues.queries.words import words_address

if TYPE_CHECKING:
    from accounts.models import User
    from projects.models import Project

SIZE = 20
LAST_PAGE = 1_000_000
RESPONSE = "response"  # a kind to search for, beside those of reflections
BY_LENGTH = 1  # ts_rank_cd: a long text does not win by its length alone


@dataclass(frozen=True)
class SearchTerms:
    """What to look for. What is empty is not wanted."""

    words: str = ""
    standpoint: str = ""
    dialogue: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_empty(self) -> bool:
        """Is nothing asked at all?"""
        return self == SearchTerms()


@dataclass(frozen=True)
class Place:
    """Who searches where. `dialogues`: key and title of those of the project that this person sees."""

    person: User
    project: Project
    dialogues: Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class Hit:
    """One reflection or response that was found, as the searcher may read it."""

    by: str
    standpoint: str
    dialogue: str
    prompt: str
    url: str
    written_at: datetime
    kind: str
    note: str
    fragments: list[Fragment]


@dataclass(frozen=True)
class SearchPage:
    """A page of hits; `page` counts all there are."""

    page: Page[Any]
    hits: list[Hit] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many were found that the searcher may read."""
        return self.page.paginator.count


def dialogues_of(person: User, project: Project) -> list[tuple[UUID, str]]:
    """Key and title of the dialogues to search in: those this person sees, by title."""
    return _dialogues_of(person, project)


@compiled
def _dialogues_of(person: User, project: Project) -> QuerySet[Dialogue, tuple[UUID, str]]:
    rows = Dialogue.objects.visible_to(person).filter(project=project)
    return rows.order_by("title", "pk").values_list("pk", "title")


def search(here: Place, wanted: SearchTerms, number: int) -> SearchPage:
    """The page with this number of what was found; the nearest where there is no such page."""
    person = here.person
    chosen = [key for key, _title in here.dialogues if wanted.dialogue in ("", str(key))]
    query = understood(wanted.words, here.project)
    if query is None and wanted.words:
        return SearchPage(page_of(0, number))
    if wanted == SearchTerms(wanted.words) and query is not None and number == 1:
        found = _first_matches(person, chosen, query)
    else:
        matching = ranked(readable(person, chosen).filter(query_filter(wanted)), query)
        found = rows_at(matching, min(max(number, 1), LAST_PAGE))
    total = found[0][1] if found else 0
    return SearchPage(page_of(total, number), hits(person, [key for key, _total in found], query))


@compiled
def _first_matches(person: User, dialogues: list[UUID], query: str) -> QuerySet[Reflection, tuple[UUID, int]]:
    """The first page of words that nothing else narrows: what nearly everybody asks."""
    return ranked(readable(person, dialogues), query)[:SIZE]


def readable(person: User, dialogues: Sequence[UUID]) -> QuerySet[Reflection]:
    """What this person reads of these dialogues. What was taken back has no words left."""
    return Reflection.objects.visible_to(person).filter(seat__dialogue__in=dialogues, withdrawn_at=None)


def query_filter(wanted: SearchTerms) -> Q:
    """Everything asked but the words."""
    narrowed = Q()
    if wanted.standpoint:
        narrowed &= Q(seat__standpoint=wanted.standpoint)
    if wanted.kind:
        narrowed &= Q(responds_to__isnull=False) if wanted.kind == RESPONSE else Q(kind=wanted.kind, responds_to=None)
    if wanted.first:
        narrowed &= Q(sent_at__gte=midnight(wanted.first))
    if wanted.last:
        narrowed &= Q(sent_at__lt=midnight(wanted.last + timedelta(days=1)))
    return narrowed


def midnight(day: date) -> datetime:
    """When a day begins for whoever asks."""
    return timezone.make_aware(datetime.combine(day, time.min))


def ranked(rows: QuerySet[Reflection], query: str | None) -> QuerySet[Reflection, Any]:
    """Key and number of all rows, the best first, then the newest, then by key: the same order on every page.

    All matches are looked at to find the best, so counting them in the same pass costs nothing more.
    """
    rank: Any = Value(0.0, output_field=FloatField())
    if query is not None:
        rows = rows.filter(search=Written(query))
        rank = SearchRank(F("search"), Written(query), cover_density=True, normalization=Value(BY_LENGTH))
    counted = rows.annotate(rank=rank, total=Window(Count("pk")))
    return counted.order_by("-rank", "-sent_at", "pk").values_list("pk", "total")


def rows_at(matching: QuerySet[Reflection, Any], number: int) -> list[tuple[UUID, int]]:
    """Key and number of all rows, of those on a page; of those on the last page where this one is beyond it."""
    rows = list(matching[(number - 1) * SIZE : number * SIZE])
    if not rows and number > 1:
        first = matching.first()
        last = page_of(first[1], number).number if first else 1
        rows = list(matching[(last - 1) * SIZE : last * SIZE])
    return rows


def page_of(total: int, number: int) -> Page[Any]:
    """The page of its number, for the links to the others."""
    return Paginator(range(total), SIZE).get_page(number)


def hits(person: User, keys: Sequence[UUID], query: str | None) -> list[Hit]:
    """The rows of these keys in their order, asked again under the rule, with the words that were found marked."""
    by_key = {row.pk: row for row in _rows_found(person, list(keys), query)}
    return [hit(by_key[key], person) for key in keys if key in by_key]


@compiled
def _rows_found(person: User, keys: list[UUID], query: str | None) -> QuerySet[Reflection]:
    rows = Reflection.objects.visible_to(person).filter(pk__in=keys)
    rows = rows.select_related("seat__person", "seat__dialogue", "prompt")
    return rows if query is None else rows.annotate(headline=headline(Written(query), CONFIG))


def hit(row: Reflection, person: User) -> Hit:
    """One row under the name its author chose for it."""
    seat = row.seat
    name = permission_of(row).shown_as(full_name=seat.person.full_name, standpoint=seat.get_standpoint_display())
    return Hit(
        by=name,
        standpoint=seat.standpoint,
        dialogue=seat.dialogue.title,
        prompt=row.prompt.text,
        url=address(row),
        written_at=row.sent_at,
        kind=_("Response: %(manner)s") % {"manner": row.get_manner_display()} if row.manner else row.get_kind_display(),
        note=note(row, person),
        fragments=fragments_of(row),
    )


def fragments_of(row: Reflection) -> list[Fragment]:
    """Where something was found in it; how it begins, where no words were looked for."""
    marked = getattr(row, "headline", None)
    return beginning(row.text) if marked is None else fragments(marked, is_whole=len(row.text) <= LONGEST)


def address(row: Reflection) -> str:
    """Where it stands: among the words of the dialogue; before the reveal where its author wrote it."""
    dialogue = row.seat.dialogue
    if dialogue.is_revealed:
        return words_address(row)
    return reverse("dialogues:reflection_write", args=[dialogue.project_id, dialogue.pk, row.prompt.position])


def note(row: Reflection, person: User) -> str:
    """To its author: who reads it. To others nothing."""
    if row.seat.person_id != person.pk:
        return ""
    if not row.seat.dialogue.is_revealed:
        return _("Only you can read this yet")
    return _("Yours. Who reads it: %(audience)s") % {"audience": permission_of(row).audience_label}
