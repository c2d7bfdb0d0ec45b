"""TODO-doc."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import User
from projects.registry import Origin

# (reader, keys of contributions or tensions) -> the origin of each that has one.
CONTRIBUTION_ORIGINS: list[Callable[[User, Collection[UUID]], Mapping[UUID, Origin]]] = []
