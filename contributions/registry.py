"""Where contributions came from, as the apps above know it."""

from __future__ import annotations

from projects.registry import OriginSource

CONTRIBUTION_ORIGINS: list[OriginSource] = []


def declare_contribution_origins(source: OriginSource) -> OriginSource:
    """Declare where contributions came from; used in the `notices` of an app above."""
    CONTRIBUTION_ORIGINS.append(source)
    return source
