"""Reads milestones from a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.days import FIRST_DAY, LAST_DAY
from core.tables import Shape, choice, table
from milestones.enums import MilestoneKind, Pace, RelationalStep

MAX_TITLE = 200
HEADER = ("title", "due date", "pace", "kind", "step", "owner")
COLUMNS = {
    "title": "title",
    "milestone": "title",
    "name": "title",
    "duedate": "due_on",
    "due": "due_on",
    "dueon": "due_on",
    "date": "due_on",
    "by": "due_on",
    "pace": "pace",
    "speed": "pace",
    "kind": "kind",
    "type": "kind",
    "step": "step",
    "relationshipstep": "step",
    "stepoftherelationship": "step",
    "owner": "owner",
    "email": "owner",
    "who": "owner",
}
SHAPE = Shape(
    columns=COLUMNS,
    needed=("title", "due_on", "pace", "kind"),
    no_header=_lazy(
        "The first line of the file has to name the columns: title, due date, pace, kind and, if you like, step "
        "and owner."
    ),
    no_rows=_lazy("There is no milestone in this file. Write one to a line, below the first line."),
    too_many=_lazy("This file has more than 5,000 milestones. Split it and upload each part."),
)
# As a spreadsheet or a person writes a day. The day comes before the month, as in the United Kingdom.
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")


class ListedMilestone(TypedDict):
    """A row as it was read. `due_on` is an ISO date, `pace`, `kind` and `step` are values; or what was typed.

    `owner` is what was typed: who it is is asked of the project each time. `wrong` says what keeps the row from use.
    """

    line: int
    title: str
    due_on: str
    pace: str
    kind: str
    step: str
    owner: str
    wrong: str


def milestones_of_file(raw: bytes) -> list[ListedMilestone]:
    """The milestones of a file, each with what is wrong with it. Raises UnreadableError where it holds none."""
    return [milestone_of_line(line, cells) for line, cells in table(raw, SHAPE)]


def milestone_of_line(line: int, cells: dict[str, str]) -> ListedMilestone:
    """One line of the file, by its cells, with what is wrong with it."""
    due_on = day_of(cells["due_on"])
    pace, kind = choice(Pace, cells["pace"]), choice(MilestoneKind, cells["kind"])
    typed_step = cells.get("step", "")
    step = choice(RelationalStep, typed_step) if typed_step else None
    wrong = [
        _wrong_title(cells["title"]),
        _wrong_day(cells["due_on"], due_on),
        "" if pace else _not_known(cells["pace"], _("pace"), list(Pace)),
        "" if kind else _not_known(cells["kind"], _("kind"), list(MilestoneKind)),
        _wrong_step(typed_step, step, kind),
    ]
    return ListedMilestone(
        line=line,
        title=cells["title"],
        due_on=due_on.isoformat() if due_on else cells["due_on"],
        pace=pace.value if pace else cells["pace"],
        kind=kind.value if kind else cells["kind"],
        step=step.value if step else typed_step,
        owner=cells.get("owner", ""),
        wrong=" ".join(filter(None, wrong)),
    )


def day_of(text: str) -> date | None:
    """The day that somebody wrote; None where it is none. A time behind it, as some programs write, is passed over."""
    day = text.removesuffix(" 00:00:00").removesuffix(" 00:00").removesuffix("T00:00:00")
    for form in DAYS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007  # a day has no time zone
        except ValueError:
            continue
    return None


def _wrong_title(title: str) -> str:
    if not title:
        return _("The title is missing.")
    return _("The title is longer than 200 characters.") if len(title) > MAX_TITLE else ""


def _wrong_day(typed: str, day: date | None) -> str:
    if not typed:
        return _("The due date is missing.")
    if day is None:
        return _("“%(said)s” is not a date. Write it like 2027-05-12 or 12/05/2027.") % {"said": typed[:40]}
    return "" if FIRST_DAY <= day <= LAST_DAY else _("The due date is not between 1990 and 2100.")


def _wrong_step(typed: str, step: RelationalStep | None, kind: MilestoneKind | None) -> str:
    if typed and step is None:
        return _not_known(typed, _("step"), list(RelationalStep))
    if step and kind and kind != MilestoneKind.RELATIONAL:
        return _("A step of the relationship has the kind “Relationship”.")
    return ""


def _not_known(typed: str, what: str, known: Sequence[TextChoices]) -> str:
    values = {"said": typed[:40], "what": what, "known": ", ".join(str(one.label).lower() for one in known)}
    if not typed:
        return _("The %(what)s is missing. Write one of these: %(known)s.") % values
    return _("“%(said)s” is no %(what)s. Write one of these: %(known)s.") % values
