"""When a milestone is late and when it is due soon, on a day of the site's clock (`core.dates.site_today`).

Each rule stands here twice, beside each other: of a row in Python, and of many rows in SQL. Lists, numbers, notices
and pictures all ask here, and `tests/milestones/policies/test_due.py` compares the two.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from django.db.models import Q

from milestones.enums import MilestoneState

SOON = timedelta(days=14)  # how far ahead of its date a milestone is due soon


class Dated(Protocol):
    """A milestone, or as much of it as the rules need."""

    @property
    def state(self) -> str: ...

    @property
    def due_on(self) -> date: ...


def is_unfinished(milestone: Dated) -> bool:
    """Not completed. Only such a milestone can be late, due soon, or held up."""
    return milestone.state != MilestoneState.DONE


def is_late(milestone: Dated, today: date) -> bool:
    """Past its date and not completed."""
    return is_unfinished(milestone) and milestone.due_on < today


def is_soon(milestone: Dated, today: date) -> bool:
    """Due today or within `SOON`, and not completed."""
    return is_unfinished(milestone) and today <= milestone.due_on <= today + SOON


def where_unfinished(path: str = "") -> Q:
    """The condition of `is_unfinished`; `path` leads to the milestone, such as `before__`."""
    return ~Q(**{f"{path}state": MilestoneState.DONE})


def where_late(today: date, path: str = "") -> Q:
    """The condition of `is_late`."""
    return where_unfinished(path) & Q(**{f"{path}due_on__lt": today})


def where_soon(today: date) -> Q:
    """The condition of `is_soon`."""
    return where_unfinished() & Q(due_on__range=(today, today + SOON))
