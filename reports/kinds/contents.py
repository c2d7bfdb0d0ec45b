"""What a kind of export hands to the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from projects.permissions import Action
from reports.enums import ExportKind, Omission
from reports.models import Export

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEVEL = "de-identified"


@dataclass(frozen=True)
class Contents:
    """What goes into one file. `rows` is read once and is never held as a whole; `total` is how many there will be."""

    rows: Iterator[Any]
    total: int
    manifest: dict[str, Any]


@dataclass(frozen=True)
class ExportKindSpec:
    """One kind of export: who may ask, in which format, what goes in, and a hash over that and its permission.

    `format` names an encoder in `building.FORMATS` and is the ending of the file's name. `action` is None for what
    people ask about themselves: that needs no role.
    """

    kind: ExportKind
    action: Action | None
    format: str
    content_type: str
    holds: StrOrPromise
    collect: Callable[[Export], Contents]
    fingerprint: Callable[[Export], str]


def manifest(goes_in: Mapping[str, int], stays_out: Sequence[tuple[Omission, int]]) -> dict[str, Any]:
    """What went in, and what was left out and why, as it is kept with the export."""
    out = [{"reason": reason.value, "count": count} for reason, count in stays_out if count]
    return {"level": LEVEL, "in": dict(goes_in), "out": out}
