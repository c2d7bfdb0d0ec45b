"""What the numbers of approvals and registers usually look like. A value that looks otherwise is kept and doubted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Shape:
    """One kind of identifier.

    `pattern` matches the tidy form, `prefix` is what people write before it and registers leave out or put in front.
    `keeps_prefix`: the prefix is part of the identifier. `usual` is the sentence that says what it usually looks like.
    """

    pattern: re.Pattern[str]
    prefix: str
    usual: str | Promise
    keeps_prefix: bool = False


SHAPES: dict[str, Shape] = {
    "iras_id": Shape(
        re.compile("[0-9]{5,7}"),
        "IRAS",
        _("An IRAS project ID usually has 5 to 7 digits, such as 234567."),
    ),
    "rec_reference": Shape(
        re.compile("[0-9]{2}/[A-Z]{2}/[0-9]{4}"),
        "REC",
        _("A REC reference usually looks like 21/LO/0123: year, region, number."),
    ),
    "cpms_id": Shape(
        re.compile("[0-9]+"),
        "CPMS",
        _("A CPMS ID is usually a whole number, such as 45678."),
    ),
    "isrctn": Shape(
        re.compile("ISRCTN[0-9]{8}"),
        "ISRCTN",
        _("An ISRCTN usually has 8 digits after the letters, such as ISRCTN12345678."),
        keeps_prefix=True,
    ),
}
# What people put between the parts of a number: blanks, a colon, a sign for "number", "ID".
BETWEEN = re.compile(r"[\s:#]+|\b(?:ID|NUMBER|NO)\b\.?")


def tidy(name: str, value: str) -> str:
    """The value in its usual form, where only blanks, capitals or a prefix are in the way; else as it was typed."""
    shape = SHAPES.get(name)
    if shape is None:
        return value
    bare = BETWEEN.sub("", BETWEEN.sub(" ", value.upper())).removeprefix(shape.prefix)
    tidied = shape.prefix + bare if shape.keeps_prefix else bare
    return tidied if shape.pattern.fullmatch(tidied) else value


def doubts(values: Mapping[str, str]) -> dict[str, str | Promise]:
    """For each value that does not look as usual, the sentence that says what does. Empty values are never doubted."""
    return {
        name: shape.usual
        for name, shape in SHAPES.items()
        if values.get(name) and not shape.pattern.fullmatch(tidy(name, values[name]))
    }
