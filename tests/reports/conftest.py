"""The edge of the process: what would go to the broker."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def hints(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was put in the queue, instead of putting it there. `tests/faults` uses the real queue."""
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr("reports.tasks.build.apply_async", lambda words, **_: sent.append(tuple(words)))
    return sent
