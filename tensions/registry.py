"""TODO-doc."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import User
from projects.registry import Origin

TENSION_ORIGINS: list[Callable[[User, Collection[UUID]], Mapping[UUID, Origin]]] = []
