"""Where tensions came from, as the apps above know it."""

from __future__ import annotations

from projects.registry import OriginSource

TENSION_ORIGINS: list[OriginSource] = []


def declare_tension_origins(source: OriginSource) -> OriginSource:
    """Declare where tensions came from; used in the `notices` of an app above."""
    TENSION_ORIGINS.append(source)
    return source
