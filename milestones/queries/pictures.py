"""The picture above a list of milestones: mark by mark where there are few, counted by months where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    stretches = [Stretch(phase.title, phase.starts_on, phase.ends_on) for phase in phases]
    if count > MOST_MARKS:
        months = [Month._make(row) for row in by_month(person, project.pk, today, only)]
        return _columns(project, months, today, stretches) if months else None
    rows = [Marked._make(row) for row in marked(person, project.pk, today, only)[:MOST_MARKS]]
    return _timeline(project, rows, today, stretches) if rows else None


def _columns(project: Project, months: list[Month], today: date, phases: Sequence[Stretch]) -> Columns:
    days = {"start": project.starts_on, "end": project.ends_on, "today": today}
    return columns(spans_of(months), lanes=Pace.values, phases=phases, **days)


def _timeline(project: Project, rows: list[Marked], today: date, phases: Sequence[Stretch]) -> Timeline:
    address = address_of(project.pk)
    urls: dict[UUID, str] = {row.pk: address(row.pk) for row in rows}
    marks = [
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
    days = {"start": project.starts_on, "end": project.ends_on, "today": today}
    return timeline(marks, lanes=Pace.values, phases=phases, **days)
