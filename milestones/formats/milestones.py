"""The list of milestones as a file. Its first six columns can be read in again (`formats.lists`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.dates import iso
from milestones.enums import MilestoneKind, Pace, RelationalStep
from milestones.queries.filters import MilestoneFilter
from milestones.queries.rows import TAGS, standing_of
from milestones.queries.table import Listed, by_date, listed, owners_to_name, sentences_by_key

CHUNK = 2000  # rows fetched at a time
HEAD = (
    _("Title"),
    _("Due date"),
    _("Pace"),
    _("Kind"),
    _("Step"),
    _("Owner"),
    _("First date"),
    _("State"),
    _("Completed on"),
    _("Waits"),
)


def rows_of_file(project_id: UUID, person: User, today: date, only: MilestoneFilter) -> Iterator[tuple[str, ...]]:
    """The head, then what the pages show, under the same names. Three reads; rows are fetched as they are written."""
    yield tuple(str(name) for name in HEAD)
    every = by_date(person, project_id, today, only).order_by()
    memberships = owners_to_name.plain(every.values_list("owner_id", flat=True))  # type: ignore[arg-type]
    owners = {member.pk: member.named() for member in memberships}
    waits = sentences_by_key(every.values_list("pk", flat=True), today)
    paces, kinds, steps = _labels(Pace), _labels(MilestoneKind), _labels(RelationalStep) | {"": ""}
    states = {standing: str(label) for standing, (_tag, label) in TAGS.items()}
    for row in _fetched(listed(person, project_id, today, only).iterator(chunk_size=CHUNK)):
        yield (
            row.title,
            iso(row.due_on),
            paces[row.pace],
            kinds[row.kind],
            steps[row.step],
            owners.get(row.owner_id, ""),
            iso(row.baseline_on),
            states[standing_of(row, today)],
            iso(row.done_on),
            waits.get(row.pk, ""),
        )


def _fetched(rows: Iterable[tuple[object, ...]]) -> Iterator[Listed]:
    return map(Listed._make, rows)


def _labels(choices: type[models.TextChoices]) -> dict[str, str]:
    """The words of every choice, once for the whole file."""
    return {choice.value: str(choice.label) for choice in choices}
