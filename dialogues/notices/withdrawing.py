"""What a withdrawal does in dialogues, as its preview and its receipt tell it."""

from __future__ import annotations

from dialogues.queries import withdrawing
from participants.registry import declare_effects

declare_effects(place=60)(withdrawing.effects)
