"""The picture above a list of milestones: mark by mark where there are few, counted by months where there are many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from accounts.models import User
from milestones.enums import Pace, Standing
from milestones.models import Phase
from milestones.pictures.bands import Stretch
from milestones.pictures.columns import Columns, Month, columns, spans_of
from milestones.pictures.timeline import Mark, Timeline, timeline
from milestones.queries.filters import MilestoneFilter
from milestones.queries.rows import standing_of
from milestones.queries.table import Marked, address_of, by_month, marked
from projects.models import Project

MOST_MARKS = 200  # milestones that are drawn one by one
LOOKS = {
    Standing.LATE: "late",
    Standing.DONE: "done",
    Standing.SOON: "soon",
    Standing.STARTED: "soon",
    Standing.PLANNED: "planned",
}


def picture_of(
    project: Project, person: User, today: date, only: MilestoneFilter, count: int, phases: Iterable[Phase]
) -> Timeline | Columns | None:
    """The picture of what is asked for, in one read of what it draws; None of nothing. `count` says how many they are.

    From `MOST_MARKS` on it does not have to be exact.
    """
    days = _days(project, only) | {"today": today}
    stretches = _stretches(phases, only)
    if count > MOST_MARKS:
        months = [Month._make(row) for row in by_month(person, project.pk, today, only)]
        return columns(spans_of(months), lanes=Pace.values, phases=stretches, **days) if months else None
    rows = [Marked._make(row) for row in marked(person, project.pk, today, only)[:MOST_MARKS]]
    marks = _marks(project.pk, rows, today)
    return timeline(marks, lanes=Pace.values, phases=stretches, **days) if marks else None


def _days(project: Project, only: MilestoneFilter) -> dict[str, date]:
    """From when to when the picture goes, where nothing in it lies outside: the days asked for, or the project's."""
    start, end = only.since or project.starts_on, only.until or project.ends_on
    return {"start": min(start, end), "end": max(start, end)}


def _stretches(phases: Iterable[Phase], only: MilestoneFilter) -> list[Stretch]:
    """The phases, or as much of them as lies in the days asked for."""
    since, until = only.since or date.min, only.until or date.max
    cut = [
        Stretch(phase.title, max(phase.starts_on, since), min(phase.ends_on, until), number)
        for number, phase in enumerate(phases, 1)
    ]
    return [stretch for stretch in cut if stretch.start <= stretch.end]


def _marks(project_id: UUID, rows: list[Marked], today: date) -> list[Mark]:
    address = address_of(project_id)
    urls: dict[UUID, str] = {row.pk: address(row.pk) for row in rows}
    return [
        Mark(
            key=urls[row.pk],
            title=row.title,
            due=row.due_on,
            baseline=row.baseline_on,
            lane=row.pace,
            look=LOOKS[standing_of(row, today)],
            number=number,
            waits_for=tuple(urls[key] for key in row.before if key in urls),
        )
        for number, row in enumerate(rows, 1)
    ]
