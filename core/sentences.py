"""Sentences with a number in them."""

from __future__ import annotations

from django.utils.functional import Promise


def counted(sentence: Promise, count: int) -> list[str]:
    """The sentence (of `ngettext_lazy` with "count") with its number; nothing where there is none."""
    return [sentence % {"count": count}] if count else []
