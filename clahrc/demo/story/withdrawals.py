"""Who stopped taking part and took their words back, and on which day."""

from __future__ import annotations

WITHDRAWAL = ("walter", -46)
