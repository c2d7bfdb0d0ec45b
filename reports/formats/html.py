"""HTML that stands alone: a template with its style inside and nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string


def encode(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[bytes]:
    """Each row is a template and what it shows; each becomes one piece."""
    for template, page in rows:
        yield render_to_string(template, page).encode()
