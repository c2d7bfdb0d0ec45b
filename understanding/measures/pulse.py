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
class StandpointAnswers:
    """One person's answers, without the person. A statement that is missing was left out; None says "not sure".

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


def spread(answers: Iterable[StandpointAnswers]) -> list[Group]:
    """The groups that may be shown: none at all, or groups of at least `GROUP` that together have at least `ALL`."""
    by_standpoint: dict[str, list[StandpointAnswers]] = {kind.value: [] for kind in Standpoint}
    for row in answers:
        by_standpoint[row.standpoint].append(row)
    shown = {name: rows for name, rows in by_standpoint.items() if len(rows) >= GROUP}
    others = [row for name, rows in by_standpoint.items() if name not in shown for row in rows]
    if len(others) >= GROUP:
        shown[OTHERS] = others
    if sum(map(len, shown.values())) < ALL:
        return []
    return [_group(name, rows) for name, rows in shown.items()]


def _group(name: str, rows: Sequence[StandpointAnswers]) -> Group:
    notes = [row.note for row in sorted(rows, key=lambda row: row.order) if row.note]
    return Group(name, len(rows), {key: _cells(key, rows) for key in STATEMENTS}, tuple(notes))


def _cells(key: str, rows: Sequence[StandpointAnswers]) -> tuple[int, ...]:
    """How many of these people are in each of `CELLS` at a statement."""
    counted = Counter(_cell(key, row) for row in rows)
    return tuple(counted[number] for number in range(len(CELLS)))


def _cell(key: str, row: StandpointAnswers) -> int:
    """Which of `CELLS` an answer counts in."""
    if key not in row.answers:
        return len(SCALE) + 1
    answer = row.answers[key]
    return len(SCALE) if answer is None else answer - 1


def total(groups: Sequence[Group], name: str = "") -> Group:
    """The sum of what is shown, and of nothing else."""
    cells = {key: tuple(map(sum, zip(*(group.cells[key] for group in groups), strict=True))) for key in STATEMENTS}
    return Group(name, sum(group.count for group in groups), cells)


def is_enough(number: int) -> bool:
    """All that is told while a round is open: are there `ALL` answers? A number that rises would point at somebody."""
    return number >= ALL


def frozen_groups(groups: Iterable[Group]) -> dict[str, Any]:
    """Groups as they are stored."""
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


def thawed_groups(stored: Mapping[str, Any]) -> list[Group]:
    """Groups as they were before they were stored."""
    return [
        Group(
            name=group["name"],
            count=group["count"],
            cells={key: tuple(cells) for key, cells in group["cells"].items()},
            notes=tuple(group["notes"]),
        )
        for group in stored.get("groups", [])
    ]
