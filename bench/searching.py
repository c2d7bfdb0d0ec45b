"""Times searches in one of our databases: `python -m bench.searching`, address from outside; prints JSON.

Ours is all that the page asks the database for: which dialogues, what the words mean, what may be read, ranked and
counted, and the first page of it with its marks. The bare query has no permission, no marks and no count: the
reflections of the same project, ranked, twenty of them. `everywhere` is the same without even the project.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from bench.frame import medians
from bench.machine import precise_seconds
from bench.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from accounts.models import User
    from projects.models import Project

EACH = 10  # searches in a round
PROJECT = "Project 7"
# What is searched for, and the same as Postgres writes it. The vocabulary goes from frequent words to rare ones.
WORDS = {
    "a frequent word": ("clinic", "clinic"),
    "a rare word": (VOCABULARY[1500], VOCABULARY[1500]),
    "a beginning": (VOCABULARY[40][:4], f"{VOCABULARY[40][:4]}:*"),
}
RANKED = """
SELECT r.id, ts_rank_cd(r.search, query, 1) AS rank
FROM dialogues_reflection r, {more} to_tsquery('clahrc', %s) AS query
WHERE r.search @@ query {where} ORDER BY rank DESC LIMIT 20
"""
EVERYWHERE = RANKED.format(more="", where="")
IN_PROJECT = RANKED.format(
    more="dialogues_seat s, dialogues_dialogue d,",
    where="AND s.id = r.seat_id AND d.id = s.dialogue_id AND d.project_id = %s",
)


@dataclass(frozen=True)
class Figures:
    """Milliseconds of the processor for one search, and how much it found."""

    act: str
    typed: str
    ours: float
    bare: float
    everywhere: float
    total: int


@dataclass(frozen=True)
class SearchReport:
    """The figures; and the session and page of the one who searched."""

    figures: Sequence[Figures]
    session: str
    path: str


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of the processor, here and in Postgres, as a mean of some."""
    from django.db import connection

    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    before = time.process_time() + precise_seconds(backend)
    for _ in range(EACH):
        act()
    return (time.process_time() + precise_seconds(backend) - before) / EACH * 1000


def figures(person: User, project: Project, act: str, typed: str, written: str) -> Figures:
    """Ours and the bare queries take turns."""
    from django.db import connection

    from dialogues.queries.search import Place, SearchTerms, dialogues_of, search

    def ours() -> int:
        return search(Place(person, project, dialogues_of(person, project)), SearchTerms(words=typed), 1).total

    def bare(query: str, *values: Any) -> Callable[[], float]:
        def ask() -> object:
            with connection.cursor() as cursor:
                cursor.execute(query, [written, *values])
                return cursor.fetchall()

        return lambda: timed(ask)

    mine, narrow, wide = medians([lambda: timed(ours), bare(IN_PROJECT, project.pk), bare(EVERYWHERE)])
    return Figures(act, typed, mine, narrow, wide, ours())


def measured() -> SearchReport:
    """Search as a partner of one project."""
    from django.urls import reverse

    from bench.seeding import sessions
    from projects.models import Membership

    member = Membership.objects.select_related("person", "project").filter(project__title=PROJECT, role="partner")[0]
    found = [figures(member.person, member.project, act, *words) for act, words in WORDS.items()]
    return SearchReport(
        found, sessions([member.person])[0], reverse("dialogues:words_search", args=[member.project_id])
    )


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(asdict(measured())))
