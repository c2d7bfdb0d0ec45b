"""How the guards tell what they found."""

from __future__ import annotations

from collections.abc import Mapping


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Where a guard expects nothing, its failure lists every offender on a line of its own."""
    if op != "==" or right not in ([], {}, set()) or not isinstance(left, list | dict | set):
        return None
    offenders = [f"{key}: {what}" for key, what in left.items()] if isinstance(left, Mapping) else map(str, left)
    return [f"{len(left)} found, none allowed:", *sorted(offenders)]
