"""Marks of what somebody has read, for rows without a version, and of what a form sent: another text, another mark."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID


def mark_of(values: Mapping[str, object]) -> str:
    """The same for the same values, whatever their order."""
    told = json.dumps(dict(values), sort_keys=True, default=str, ensure_ascii=True)
    return sha256(told.encode()).hexdigest()


HALF = 64  # bits of a token that say which form it was; the others say what was in it


def sent_token(form_token: UUID, values: Mapping[str, object]) -> UUID:
    """The token of a form with what was sent in it: the same only where the form and all its values are."""
    return UUID(int=form_token.int >> HALF << HALF | int(mark_of(values)[: HALF // 4], 16))


def tokens_of_form(token: UUID) -> tuple[UUID, UUID]:
    """The first and the last token that the same form can send."""
    first = token.int >> HALF << HALF
    return UUID(int=first), UUID(int=first | (1 << HALF) - 1)
