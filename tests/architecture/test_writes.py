"""Rows are written in actions and in what actions call later; a page, a form or a query writes nothing."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import calls, functions, modules, room, said

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "acreate",
    "asave",
    "adelete",
    "aupdate",
}
WRITERS = {"actions", "tasks", "jobs", "building", "delivery", "migrations"}
# A manager is where Django itself looks for `create_user`, so that is where a person is made.
MANAGERS = {"accounts/models.py"}


def writes(path: Path) -> list[str]:
    """Calls that may write a row: by name, since the type of what they are called on is not written down."""
    return [
        f"{said(path)}:{call.lineno} .{call.func.attr}()"
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
    ]


def is_root(path: Path) -> bool:
    """Part of the composition root, whose `.update()` calls are on settings and processes?"""
    return said(path).startswith("clahrc/")


def is_sql(call: ast.Call) -> bool:
    """Does this call hand a string to the database?"""
    return isinstance(call.func, ast.Attribute) and call.func.attr in {"execute", "executemany", "raw", "extra"}


def test_only_actions_and_what_they_call_write_rows() -> None:
    apps = [path for path in modules() if room(path) and (said(path) == "clahrc/views.py" or not is_root(path))]
    quiet = [path for path in apps if room(path) not in WRITERS and said(path) not in MANAGERS]
    assert [line for path in quiet for line in writes(path)] == []


def test_no_model_overrides_save_or_delete() -> None:
    overrides = [
        f"{said(path)}:{function.lineno}"
        for path in modules()
        if room(path) == "models"
        for function in functions(path)
        if function.name in {"save", "delete"}
    ]
    assert overrides == []


# The health check asks for nothing; the demo takes a lock, so that two commands that load it take turns; what the ORM
# wrote is prepared.
BY_HAND = {"clahrc/views.py", "core/compiled.py", "clahrc/demo/telling/demo.py"}


def test_sql_is_written_by_hand_nowhere_else() -> None:
    """What the ORM writes can be read by the guards above; a string cannot."""
    by_hand = {said(path) for path in modules() if room(path) and any(map(is_sql, calls(path)))}
    assert {name for name in by_hand if not name.startswith("clahrc/launcher/")} <= BY_HAND
