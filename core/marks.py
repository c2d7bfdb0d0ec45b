"""A mark of what somebody has read, for rows without a version: another text has another mark."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256


def mark_of(values: Mapping[str, object]) -> str:
    """The same for the same values, whatever their order."""
    told = json.dumps(dict(values), sort_keys=True, default=str, ensure_ascii=True)
    return sha256(told.encode()).hexdigest()
