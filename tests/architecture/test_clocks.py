"""A reader's clock shows; the site's clock decides. A person chooses their time zone, so no right may follow it."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import APPS, in_rooms, modules, said, tree

# Answers by the time zone that is active: in a request, and in a mail, the reader's own.
READERS = {"localdate", "localtime", "get_current_timezone", "get_current_timezone_name"}
DECIDES = (
    "models",
    "policies",
    "queries",
    "actions",
    "access",
    "jobs",
    "tasks",
    "measures",
    "permissions",
    "receivers",
)

# What is only shown, and on whose clock.
SHOWN = {
    "core/dates.py": "the one place that names the site's clock; the day of a moment in a file",
    "core/drafts.py": "the script is told when a form was kept",
    "core/pages.py": "the day in the name of a file that somebody downloads",
    "core/templatetags/dates.py": "moments in pages",
    "dialogues/queries/withdrawing.py": "a sentence says on which day a file left",
    "dialogues/views/writing.py": "a sentence says on which day a file left",
    "projects/notices/invitations.py": "a mail says until which day a link works",
    "reports/building.py": "the day in the name of a file that is built",
    "reports/kinds/reflections.py": "a column of a file: the month of a reflection",
}
# Where a time zone that is stored is read in what decides.
STORED = {
    "accounts/actions/people.py": "what somebody chose for their own pages",
    "accounts/models.py": "what somebody chose for their own pages",
    "dialogues/models/dialogues.py": "the clock of a meeting, chosen with its date",
    "dialogues/queries/meetings.py": "the clock of a meeting, chosen with its date",
    "participants/actions/consent.py": "the sealed copy says the moment as its reader read it, beside UTC",
    "contributions/policies.py": "a stated silence is over on the contributor's own calendar (ADR 22)",
}


def names(path: Path) -> set[str]:
    """Every name and attribute that a module reads."""
    found = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    return found | {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}


def test_only_what_is_shown_reads_the_clock_of_whoever_reads() -> None:
    ours = [path for path in modules() if said(path).split("/")[0] in APPS]
    assert {said(path) for path in ours if names(path) & READERS} == set(SHOWN)


def test_what_decides_reads_nobodys_time_zone() -> None:
    assert {said(path) for path in in_rooms(*DECIDES) if "time_zone" in names(path)} == set(STORED)


def test_no_field_begins_with_a_readers_day() -> None:
    """A default is written with the row: it is kept."""
    defaults = [
        f"{said(path)}:{node.value.lineno}"
        for path in in_rooms("models", "forms")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.keyword) and node.arg in {"default", "initial"} and reads_today(node.value)
    ]
    assert defaults == []


def reads_today(value: ast.expr) -> bool:
    """Is this a reader's day, called or given as a callable?"""
    return any(isinstance(node, ast.Attribute) and node.attr in {"localdate", "today"} for node in ast.walk(value))
