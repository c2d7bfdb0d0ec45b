"""Tells projects where contributions came from."""

from __future__ import annotations

from dialogues.queries.contributions import origins
from projects.registry import CONTRIBUTION_ORIGINS

CONTRIBUTION_ORIGINS.append(origins)
