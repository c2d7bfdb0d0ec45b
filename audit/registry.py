"""Event types. An event of a type that is not declared here by an app, or with a key it did not declare, is refused."""

from __future__ import annotations

from dataclasses import dataclass

TYPES: dict[str, EventType] = {}


@dataclass(frozen=True)
class EventType:
    """One kind of event.

    `sentence` is shown in the history, with `{actor}` and the declared keys as blanks. `keys` are ids, field names,
    counts and hashes: never words or names of people. A `confidential` event does not say who did it.
    """

    name: str
    sentence: str
    keys: frozenset[str] = frozenset()
    confidential: bool = False


def declare(name: str, sentence: str, *keys: str, confidential: bool = False) -> EventType:
    """Declare a type once, in an app's `events.py`."""
    if name in TYPES:
        raise ValueError(f"The event type {name} is declared twice.")
    TYPES[name] = EventType(name, sentence, frozenset(keys), confidential)
    return TYPES[name]
