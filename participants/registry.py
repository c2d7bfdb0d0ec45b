"""What the apps above declare: what a withdrawal would do, and which files hold somebody's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import User
    from projects.models import Project


@dataclass(frozen=True)
class Effect:
    """One thing that a withdrawal does, or cannot do, in a sentence with its number.

    `possible` is False for what stays as it is whatever the person chooses: a file that has left, for example.
    """

    sentence: str
    count: int
    possible: bool = True


@dataclass(frozen=True)
class HeldFile:
    """A file that has left with somebody's words in it: what it is, when it was fetched, when it was made."""

    kind: str
    fetched_at: datetime


# (person, project, scope) -> effects, in the order in which they are told.
EFFECTS: list[Callable[[User, Project, str], Iterable[Effect]]] = []
# (project, moment since which the words could go into files) -> files that left with them.
FILES: list[Callable[[UUID, datetime], Iterable[HeldFile]]] = []


def declare_effects(
    source: Callable[[User, Project, str], Iterable[Effect]],
) -> Callable[[User, Project, str], Iterable[Effect]]:
    """Declare what a withdrawal does in an app; used as a decorator in its `notices.py`."""
    EFFECTS.append(source)
    return source


def declare_files(
    source: Callable[[UUID, datetime], Iterable[HeldFile]],
) -> Callable[[UUID, datetime], Iterable[HeldFile]]:
    """Declare how to find files that left; used as a decorator in an app's `notices.py`."""
    FILES.append(source)
    return source
