"""Everything about one person, for that person: as JSON for a machine and as a page to read.

It is read by the person's own key, and holds nobody else's words or names: a response stands without the text that it
answers. Prompts and titles of dialogues and projects are there, so that the words can be understood.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.dates import say_day, say_moment
from reports.kinds import about_me
from reports.kinds.contents import Contents
from reports.models import Export

if TYPE_CHECKING:
    from accounts.models import User

TEMPLATE = "reports/files/about_me.html"
# What somebody wrote: set in the reading face, with its own lines.
WORDS = frozenset({"text", "about", "became", "draft", "in_plain_words"})
Value = Any


@dataclass(frozen=True)
class Line:
    """A name and its value in words; or, under the name, records of their own."""

    label: str
    text: str = ""
    is_words: bool = False
    records: list[list[Line]] = field(default_factory=list)


def collect(person: User) -> Contents:
    """Two files: the same for a machine and for a reader."""
    everything = about_me.everything(person)
    counts = {name: len(rows) for name, rows in everything.items()}
    sections = [
        {"title": heading_of(name), "records": [lines(row, person.time_zone) for row in rows]}
        for name, rows in everything.items()
    ]
    page = {"sections": sections, "name": person.full_name}
    machine = json.dumps(everything, ensure_ascii=False, indent=2, default=_plain)
    rows = iter([("about-me.json", machine), ("about-me.html", (TEMPLATE, page))])
    return Contents(rows=rows, total=3, manifest={"level": "about me", "in": counts, "out": []})


def fingerprint(export: Export) -> str:
    """The same for as long as the file lives. It holds nothing of others, so no permission can end it."""
    return hashlib.sha256(f"{export.pk}:{export.attempt}".encode()).hexdigest()


def lines(row: dict[str, Value], zone: str) -> list[Line]:
    """A record for a reader; what is empty is left out."""
    return [_line(name, value, zone) for name, value in row.items() if value not in (None, "", [], {})]


def heading_of(name: str) -> str:
    """ "look_back_notes" as a heading."""
    return re.sub(r"\bi\b", "I", name.replace("_", " ").capitalize())


def _line(name: str, value: Value, zone: str) -> Line:
    if isinstance(value, dict):
        return Line(heading_of(name), records=[lines(value, zone)])
    if isinstance(value, list):
        return Line(heading_of(name), records=[_record(item, zone) for item in value])
    return Line(heading_of(name), _text(value, zone), name in WORDS)


def _record(item: Value, zone: str) -> list[Line]:
    return lines(item, zone) if isinstance(item, dict) else [Line("", _text(item, zone))]


def _text(value: Value, zone: str) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return say_moment(value, zone)
    return say_day(value) if isinstance(value, date) else str(value)


def _plain(value: Value) -> str:
    """What JSON cannot say: moments and days."""
    return value.isoformat() if isinstance(value, date) else str(value)
