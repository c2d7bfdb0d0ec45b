"""Tells projects where contributions came from."""

from __future__ import annotations

from contributions.registry import CONTRIBUTION_ORIGINS
from dialogues.queries.contributions import origins

CONTRIBUTION_ORIGINS.append(origins)
