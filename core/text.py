"""Text from outside made safe to store. Words are never changed otherwise."""

from __future__ import annotations

import re
import unicodedata

# Lone surrogates cannot be encoded, NUL cannot be stored, the other controls cannot stand in XML.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of the text around them: they can make a name look like another.
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


def clean_words(text: str) -> str:
    """What somebody wrote, line ends as LF, characters that cannot be stored as spaces. Nothing else changes."""
    return FORBIDDEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """A name or title: one line, composed, without direction marks and invisible characters."""
    plain = INVISIBLE.sub("", BIDI.sub("", FORBIDDEN.sub(" ", unicodedata.normalize("NFC", clean_surrogates(text)))))
    return " ".join(plain.split())


def clean_surrogates(text: str) -> str:
    """The text without lone surrogates, which `unicodedata` and the database refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clean_address(text: str) -> str:
    """An e-mail address as it is stored and compared: composed, lower case, without anything around it."""
    return clean_line(text).lower()
