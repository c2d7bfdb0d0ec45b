"""Where a contribution or tension came from: what the apps above tell those below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Origin:
    """Where a contribution or tension came from, as one reader may know it.

    `words`, `author_name` and `standpoint` are empty where the reader may not read the words. `url` is empty where the
    reader has no way there. `label` says what it is: "A reflection in the dialogue “How we decide”".
    """

    readable: bool
    label: str
    url: str = ""
    words: str = ""
    author_name: str = ""
    standpoint: str = ""


# (reader, keys of contributions or tensions) -> the origin of each that has one.
OriginSource = Callable[["User", Collection[UUID]], Mapping[UUID, Origin]]
