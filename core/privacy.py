"""Every field of every model says what kind of personal data it holds.

A model declares a nested `class Privacy` with up to four tuples of field names: `identity` (says who), `pseudonym`
(stands for who), `free_text` (presumed to identify) and `plain` (says nothing about a person). Exports, erasure and
`docs/privacy.md` read the declaration.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Model


class Kind(StrEnum):
    """What a field can give away."""

    IDENTITY = "identity"
    PSEUDONYM = "pseudonym"
    FREE_TEXT = "free_text"
    PLAIN = "plain"


def classes(model: type[Model]) -> dict[str, Kind]:
    """Field name to kind, as declared, inherited declarations included."""
    found: dict[str, Kind] = {}
    for base in reversed(model.__mro__):
        privacy = vars(base).get("Privacy")
        for kind in Kind if privacy else ():
            found |= dict.fromkeys(getattr(privacy, kind.value, ()), kind)
    return found


def unclassified(model: type[Model]) -> set[str]:
    """Fields without a kind, and kinds without a field: both are mistakes."""
    fields = {field.name for field in model._meta.get_fields() if field.concrete and not field.auto_created}
    return fields ^ set(classes(model))
