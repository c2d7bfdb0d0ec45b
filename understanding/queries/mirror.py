"""What everybody expects, side by side, once it is revealed; and what changed since the round before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.differences import Piece, word_diff
from projects.enums import STANDPOINT_PEOPLE, TAKING_PART, Standpoint
from projects.models import Membership
from projects.queries.people import distinct_names_by_membership
from understanding.enums import RoundState, Topic
from understanding.models import Expectation, ExpectationRound
from understanding.queries.expectations import SENT

ALL = "all"
CHANGES: dict[str, str | Promise] = {
    "changed": gettext_lazy("Changed since the round before"),
    "same": gettext_lazy("The same as in the round before"),
    "new": gettext_lazy("A new voice under this topic"),
}


@dataclass(frozen=True)
class Entry:
    """What one person expects under a topic; or, without words, that a standpoint is silent there.

    `change` is a key of `CHANGES`, empty in the first round. `before` is what the same person sent in the round before.
    """

    topic: Topic
    standpoint: str
    by: str = ""
    words: str = ""
    sent_at: datetime | None = None
    is_mine: bool = False
    change: str = ""
    before: str = ""

    @property
    def silence(self) -> str:
        """Who is not heard here."""
        return _("No words from %(many)s under this topic.") % {"many": STANDPOINT_PEOPLE[self.standpoint]}

    @property
    def is_changed(self) -> bool:
        """Did the same person write other words in the round before?"""
        return self.change == "changed"

    @property
    def change_in_words(self) -> str | Promise:
        """What became of it since the round before; empty in the first round."""
        return CHANGES.get(self.change, "")

    @property
    def pieces(self) -> list[Piece]:
        """How the words came of those in the round before."""
        return word_diff(self.before, self.words) if self.is_changed else []


@dataclass(frozen=True)
class Column:
    """All that one standpoint says under a topic, as far as it stands on this page. Without voices it is a silence."""

    standpoint: str
    voices: list[Entry]
    silence: str


@dataclass(frozen=True)
class Section:
    """A topic with its columns."""

    topic: Topic
    columns: list[Column]


@dataclass(frozen=True)
class Drift:
    """Under one topic: how many people wrote now, and how it compares with the round before. Facts, no score."""

    topic: Topic
    people: int
    changed: int
    same: int
    new: int
    gone: int


@dataclass(frozen=True)
class Mirror:
    """A revealed round as one reader sees it. `since` is the number of the round before; None in the first."""

    entries: list[Entry]
    drift: list[Drift]
    standpoints: list[str]
    since: int | None

    def entries_of(self, topic: str, standpoint: str) -> list[Entry]:
        """The entries that both filters leave; `all` leaves everything."""
        return [
            entry
            for entry in self.entries
            if topic in (ALL, entry.topic.value) and standpoint in (ALL, entry.standpoint)
        ]


def expectations_sent_in(row: ExpectationRound, person: User) -> QuerySet[Expectation]:
    """What was sent in a revealed round. Nobody's words before the reveal, not even one's own."""
    rows = Expectation.objects.visible_to(person).filter(SENT, round=row, round__state=RoundState.REVEALED)
    return rows.select_related("membership").order_by("membership__created_at", "membership_id")


def mirror(row: ExpectationRound, person: User) -> Mirror:
    """A revealed round as this person reads it. Five reads, however many people."""
    sent = list(expectations_sent_in(row, person))
    last = ExpectationRound.objects.filter(project=row.project_id, number=row.number - 1).first()
    rows_before = expectations_sent_in(last, person) if last else []
    before = {(old.membership_id, old.topic): old.text for old in rows_before}
    names = distinct_names_by_membership(row.project)
    since = last.number if last else None
    voices = [_voice(expectation, names, before if last else None, person) for expectation in sent]
    standpoints = _standpoints(row, voices)
    entries = [
        entry
        for turn, topic in enumerate(Topic)
        for standpoint in _turned(standpoints, turn)
        for entry in _spoken(voices, topic, standpoint)
    ]
    drift = [_drift(topic, sent, before) for topic in Topic] if last else []
    return Mirror(entries, drift, standpoints, since)


def _voice(row: Expectation, names: dict[UUID, str], before: dict[tuple[UUID, str], str] | None, person: User) -> Entry:
    old = (before or {}).get((row.membership_id, row.topic))
    change = "" if before is None else _change(old, row.text)
    return Entry(
        topic=Topic(row.topic),
        standpoint=row.standpoint,
        by=names[row.membership_id],
        words=row.text,
        sent_at=row.sent_at,
        is_mine=row.membership.person_id == person.pk,
        change=change,
        before=old or "",
    )


def _change(old: str | None, new: str) -> str:
    if old is None:
        return "new"
    return "same" if old == new else "changed"


def _standpoints(row: ExpectationRound, voices: Sequence[Entry]) -> list[str]:
    """Those that somebody wrote from, and those of whoever takes part today."""
    today = Membership.objects.current().filter(project=row.project_id, role__in=TAKING_PART)
    heard = {*today.values_list("standpoint", flat=True), *(voice.standpoint for voice in voices)}
    return [name for name in Standpoint.values if name in heard]


def _turned(standpoints: list[str], turn: int) -> list[str]:
    """Which stands first changes from topic to topic."""
    at = turn % len(standpoints) if standpoints else 0
    return standpoints[at:] + standpoints[:at]


def _spoken(voices: list[Entry], topic: Topic, standpoint: str) -> list[Entry]:
    """What is said from a standpoint under a topic, or its silence."""
    heard = [voice for voice in voices if (voice.topic, voice.standpoint) == (topic, standpoint)]
    return heard or [Entry(topic, standpoint)]


def _drift(topic: Topic, sent: list[Expectation], before: dict[tuple[UUID, str], str]) -> Drift:
    now = {(row.membership_id, row.topic): row.text for row in sent if row.topic == topic}
    kinds = [_change(before.get(key), text) for key, text in now.items()]
    gone = sum(key not in now for key in before if key[1] == topic)
    return Drift(topic, len(now), kinds.count("changed"), kinds.count("same"), kinds.count("new"), gone)


def sections(entries: Sequence[Entry]) -> list[Section]:
    """The entries of a page by topic, then by standpoint."""
    return [
        Section(
            topic,
            [
                _column(standpoint, list(column))
                for standpoint, column in groupby(spoken, key=lambda entry: entry.standpoint)
            ],
        )
        for topic, spoken in groupby(entries, key=lambda entry: entry.topic)
    ]


def _column(standpoint: str, entries: list[Entry]) -> Column:
    voices = [entry for entry in entries if entry.words]
    return Column(standpoint, voices, "" if voices else entries[0].silence)
