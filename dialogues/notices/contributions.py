"""Tells projects where contributions came from."""

from __future__ import annotations

from contributions.registry import declare_contribution_origins
from dialogues.queries.contributions import origins

declare_contribution_origins(origins)
