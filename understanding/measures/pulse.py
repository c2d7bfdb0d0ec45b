"""What of a round of the pulse may be shown. Pure: answers in, frozen groups out.

Every number that is shown counts answers of whole groups, groups share no answer, and each has at least `GROUP` of
them. So whatever somebody adds up or subtracts is about no answer at all or about at least `GROUP`. Answers that are
in no group are in no total either. There is no mean, no score and no index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import Standpoint

Text = str | Promise

ALL = 4  # the fewest answers of which anything is shown
GROUP = 3  # the fewest answers of a group
OTHERS = "others"  # the name of the group of those who are too few for one of their own

# What is asked, by the key under which answers are kept. A key never comes to mean another sentence.
STATEMENTS = {
    "voice": _("Something changed because of what I said."),
    "ways": _("There is more than one way for me to take part."),
    "matters": _("We work on what matters to me."),
    "acted": _("The organisation acted on what we said."),
    "purpose": _("I know what we are doing this for."),
    "pace": _("We go at a pace that is right for me."),
    "language": _("We use words that I understand."),
    "safety": _("It is safe for me to disagree."),
}

SCALE: dict[int, Text] = {
    1: _("Strongly disagree"),
    2: _("Disagree"),
    3: _("Neither agree nor disagree"),
    4: _("Agree"),
    5: _("Strongly agree"),
}
NOT_SURE: Text = _("I am not sure")
# The cells of one statement: the five of the scale, then not sure, then no answer. So they always add up to the group.
CELLS: tuple[Text, ...] = (
    _("Strongly disagree"),
    _("Disagree"),
    _("Neither"),
    _("Agree"),
    _("Strongly agree"),
    _("Not sure"),
    _("No answer"),
)


@dataclass(frozen=True)
class Given:
    """One person's answers. A statement that is missing was left out; None says "not sure".

    `order` is random and new: notes are shown by it, so their order tells nothing of when they were written.
    """

    standpoint: str
    answers: Mapping[str, int | None]
    note: str = ""
    order: str = ""


@dataclass(frozen=True)
class Group:
    """Answers that are shown together. `cells` has the numbers of each statement, in the order of `CELLS`."""

    name: str
    count: int
    cells: Mapping[str, tuple[int, ...]]
    notes: tuple[str, ...] = ()


def spread(given: Iterable[Given]) -> list[Group]:
    """The groups that may be shown: none at all, or groups of at least `GROUP` that together have at least `ALL`."""
    by_standpoint: dict[str, list[Given]] = {kind.value: [] for kind in Standpoint}
    for one in given:
        by_standpoint[one.standpoint].append(one)
    shown = {name: rows for name, rows in by_standpoint.items() if len(rows) >= GROUP}
    others = [one for name, rows in by_standpoint.items() if name not in shown for one in rows]
    if len(others) >= GROUP:
        shown[OTHERS] = others
    if sum(map(len, shown.values())) < ALL:
        return []
    return [_group(name, rows) for name, rows in shown.items()]


def _group(name: str, rows: Sequence[Given]) -> Group:
    notes = [one.note for one in sorted(rows, key=lambda one: one.order) if one.note]
    return Group(name, len(rows), {key: _cells(key, rows) for key in STATEMENTS}, tuple(notes))


def _cells(key: str, rows: Sequence[Given]) -> tuple[int, ...]:
    counted = Counter(_place(key, one) for one in rows)
    return tuple(counted[place] for place in range(len(CELLS)))


def _place(key: str, one: Given) -> int:
    """Which of `CELLS` an answer counts in."""
    if key not in one.answers:
        return len(SCALE) + 1
    answer = one.answers[key]
    return len(SCALE) if answer is None else answer - 1


def total(groups: Sequence[Group], name: str = "") -> Group:
    """The sum of what is shown, and of nothing else."""
    cells = {key: tuple(map(sum, zip(*(group.cells[key] for group in groups), strict=True))) for key in STATEMENTS}
    return Group(name, sum(group.count for group in groups), cells)


def is_enough(number: int) -> bool:
    """All that is told while a round is open: are there `ALL` answers? A number that rises would point at somebody."""
    return number >= ALL


def frozen(groups: Iterable[Group]) -> dict[str, Any]:
    """As it is stored."""
    return {
        "groups": [
            {
                "name": group.name,
                "count": group.count,
                "cells": {key: list(cells) for key, cells in group.cells.items()},
                "notes": list(group.notes),
            }
            for group in groups
        ]
    }


def thawed(stored: Mapping[str, Any]) -> list[Group]:
    """As it was stored."""
    return [
        Group(
            name=group["name"],
            count=group["count"],
            cells={key: tuple(cells) for key, cells in group["cells"].items()},
            notes=tuple(group["notes"]),
        )
        for group in stored.get("groups", [])
    ]
