"""Changing what others may change too: rows with a version, and what is said where somebody was faster.

The fields that carry a version or a mark through a page are in `core.forms`, the page that shows both texts in
`core.pages`.
"""

from __future__ import annotations

from typing import Protocol

from django.db import models
from django.utils.translation import gettext as _

from core.errors import Refused


class Versioned(models.Model):
    """A row that counts its changes, so that whoever read an earlier one is told and overwrites nothing."""

    version = models.PositiveIntegerField(default=1)

    class Privacy:
        plain = ("version",)

    class Meta:
        abstract = True


class HasVersion(Protocol):
    """A row with a version, by whatever name it is stored."""

    @property
    def version(self) -> int: ...


class Stale(Refused):
    """Somebody else changed this since it was read. Nothing has been written."""

    def __init__(self, sentence: str = "") -> None:
        said = _("Somebody else changed this while you were writing. Nothing of yours has been saved yet.")
        super().__init__(sentence or said)


class SentAlready(Stale):
    """This form made something already, of other words. Nothing has been written now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This page was sent already with other words, from another tab perhaps. What you wrote now is not sent "
                "yet. Press the button again to send it too."
            )
        )


class Conflict(Stale):
    """Newer words of the same person were saved in another tab or on another device, in this text and version."""

    def __init__(self, text: str, version: int) -> None:
        super().__init__(_("There is newer text from another tab or device. Nothing has been overwritten."))
        self.text, self.version = text, version


class TooMany(Refused):
    """Asked for too often; an hour later it is possible again."""


def check_fresh(row: HasVersion, version: int | None, sentence: str = "") -> None:
    """What somebody read is still what is stored. Raises Stale. None: whoever asks read nothing before."""
    if version not in {None, row.version}:
        raise Stale(sentence)


def check_seen(now: object, seen: object, sentence: str = "") -> None:
    """The same for rows without a version, by the mark of what the page showed (`core.marks`). Raises Stale.

    None: whoever asks read nothing before.
    """
    if seen is not None and now != seen:
        raise Stale(sentence)
