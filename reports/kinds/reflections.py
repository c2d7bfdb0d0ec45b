"""The reflections of a project as a table, de-identified: no ids, no exact time, in an order that tells nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import NameRule
from accounts.permissions.names import name_of
from dialogues.enums import Manner, ReflectionKind, Theme
from dialogues.policies.uses import USE_REFUSALS
from dialogues.queries.uses import reflections_by_refusal, usable_reflections
from participants.enums import ClauseKind
from participants.permissions import Permission, effective
from projects.enums import Standpoint
from projects.models import Project
from reports import queries
from reports.kinds.contents import Contents, manifest

CHUNK = 2000
ROW = (
    "seat__dialogue",
    "prompt",
    "kind",
    "manner",
    "seat__standpoint",
    "sent_at",
    "text",
    "may_quote_named",
    "name_rule",
    "pseudonym",
    "seat__person__full_name",
    "refuses_quotes",
)


class ReflectionRow(NamedTuple):
    """One reflection as it comes from the database, in the order of `ROW`."""

    dialogue: UUID
    prompt: UUID
    kind: str
    manner: str
    standpoint: str
    sent_at: datetime
    text: str
    may_quote_named: bool
    name_rule: str
    pseudonym: str
    full_name: str
    refuses_quotes: bool


def collect(project: Project) -> Contents:
    """The header and one row for each reflection that may be used."""
    counts = reflections_by_refusal(project)
    goes_in = {"reflections": counts[""]}
    return Contents(
        rows=_rows(project),
        total=counts[""] + 1,
        manifest=manifest(goes_in, [(refusal, counts[refusal.value]) for refusal, _applies in USE_REFUSALS]),
    )


def header() -> tuple[str, ...]:
    """The names of the columns."""
    return (
        _("Dialogue number"),
        _("Dialogue"),
        _("Prompt"),
        _("Theme"),
        _("Kind"),
        _("How it responds to other words"),
        _("Standpoint"),
        _("Month"),
        _("Words"),
        _("Name, where the author permits it"),
    )


def _rows(project: Project) -> Iterator[tuple[str, ...]]:
    dialogues = {row.pk: (str(number), row.title) for number, row in enumerate(queries.dialogues_of(project), start=1)}
    themes = {theme.value: str(theme.label) for theme in Theme}
    prompts = {key: (row.text, themes.get(row.theme, "")) for key, row in queries.prompts_of(project).items()}
    kinds = {kind.value: str(kind.label) for kind in ReflectionKind}
    manners = {manner.value: str(manner.label) for manner in Manner}
    standpoints = {standpoint.value: str(standpoint.label) for standpoint in Standpoint}
    yield header()
    for row in map(ReflectionRow._make, usable_reflections(project).values_list(*ROW).iterator(chunk_size=CHUNK)):
        yield (
            *dialogues[row.dialogue],
            *prompts[row.prompt],
            "" if row.manner else kinds[row.kind],
            manners.get(row.manner, ""),
            standpoints[row.standpoint],
            timezone.localtime(row.sent_at).strftime("%Y-%m"),
            row.text,
            _name(row),
        )


def _name(row: ReflectionRow) -> str:
    """The name the author permits with a quote; blank where they show only their standpoint, or refuse quotes."""
    permission = Permission("", row.name_rule, row.pseudonym, may_quote_named=row.may_quote_named)
    allowed = effective(permission, {ClauseKind.QUOTED: not row.refuses_quotes})
    if not allowed.may_quote_named or row.name_rule == NameRule.STANDPOINT:
        return ""
    return name_of(row.name_rule, full_name=row.full_name, pseudonym=row.pseudonym, standpoint="")
