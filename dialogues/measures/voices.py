"""Whose voice a dialogue heard, counted. Facts, not a score: no index, no ranking. Pure arithmetic, no Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SeatFact:
    """A seat. `came` is None where nobody noted it."""

    key: Hashable
    standpoint: str
    came: bool | None


@dataclass(frozen=True)
class WordFact:
    """A reflection or a response, by the seat that wrote it."""

    seat: Hashable
    is_response: bool


@dataclass(frozen=True)
class StandpointVoice:
    """One standpoint. `wrote` and `responded` count seats, `reflections` and `responses` what they wrote.

    `came` is None where nobody noted for any seat of the dialogue who came.
    """

    standpoint: str
    seats: int
    came: int | None
    wrote: int
    responded: int
    reflections: int
    responses: int
    outcomes: int

    @property
    def is_silent(self) -> bool:
        """Seats were given, and none of them wrote."""
        return self.seats > 0 and self.wrote == 0 and self.responded == 0


def voice_balance(
    seats: Iterable[SeatFact], writings: Iterable[WordFact], outcomes: Iterable[str], *, order: Sequence[str]
) -> list[StandpointVoice]:
    """Each standpoint that has a seat or a part in an outcome, in the fixed `order`.

    `outcomes` are standpoints, one for each position held and each action taken on. Words of a seat that is not among
    `seats` do not count.
    """
    seats = list(seats)
    standpoint_of = {seat.key: seat.standpoint for seat in seats}
    known = [word for word in writings if word.seat in standpoint_of]
    noted = any(seat.came is not None for seat in seats)
    given, came = Counter(seat.standpoint for seat in seats), Counter(seat.standpoint for seat in seats if seat.came)
    taken = Counter(outcomes)
    written = {kind: [word.seat for word in known if word.is_response is kind] for kind in (False, True)}
    authors = {kind: Counter(standpoint_of[key] for key in set(keys)) for kind, keys in written.items()}
    pieces = {kind: Counter(standpoint_of[key] for key in keys) for kind, keys in written.items()}
    return [
        StandpointVoice(
            standpoint=name,
            seats=given[name],
            came=came[name] if noted else None,
            wrote=authors[False][name],
            responded=authors[True][name],
            reflections=pieces[False][name],
            responses=pieces[True][name],
            outcomes=taken[name],
        )
        for name in order
        if given[name] or taken[name]
    ]


@dataclass(frozen=True)
class Totals:
    """The sums that shares are taken of."""

    seats: int
    reflections: int
    responses: int
    outcomes: int


def totals(rows: Iterable[StandpointVoice]) -> Totals:
    """Over all standpoints."""
    rows = list(rows)
    return Totals(
        seats=sum(row.seats for row in rows),
        reflections=sum(row.reflections for row in rows),
        responses=sum(row.responses for row in rows),
        outcomes=sum(row.outcomes for row in rows),
    )
