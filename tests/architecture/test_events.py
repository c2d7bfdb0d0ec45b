"""Every event is declared, worth declaring, and cannot be rewritten."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from string import Formatter

import pytest
from django.db import DatabaseError, transaction

from accounts.models import User
from audit.actions import record
from audit.models import Event
from audit.registry import EventType
from tests.architecture.source import APPS, ROOT, in_rooms, room, said, tree


def declared() -> dict[str, EventType]:
    """`projects.MILESTONE_ADDED` to its type, for every constant of every app's `events.py`."""
    with_events = [app for app in APPS if (ROOT / app / "events.py").exists()]
    return {
        f"{app}.{name}": value
        for app in with_events
        for name, value in vars(import_module(f"{app}.events")).items()
        if isinstance(value, EventType)
    }


EVENTS = declared()


def used_in(app: str) -> set[str]:
    """Names of constants that an app's writing rooms mention as `events.NAME`, or by a name they import from it."""
    paths = [
        path for path in in_rooms("actions", "tasks", "jobs", "building", "delivery") if said(path).startswith(app)
    ]
    nodes = [node for path in paths for node in ast.walk(tree(path))]
    dotted = {
        node.attr for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("events")
    }
    return dotted | {node.id for node in nodes if isinstance(node, ast.Name)}


def blanks(event: EventType) -> set[str]:
    """What its sentence leaves open."""
    return {name for _, name, _, _ in Formatter().parse(str(event.sentence)) if name is not None}


def test_an_event_is_named_after_its_app_and_what_happened() -> None:
    names = {constant: event.name for constant, event in EVENTS.items()}
    apps = {constant: constant.partition(".")[0] for constant in EVENTS}
    assert {
        constant: name
        for constant, name in names.items()
        if not re.fullmatch(rf"{apps[constant]}\.[a-z]+(_[a-z]+)*", name)
    } == {}


def test_the_blanks_of_a_sentence_are_the_actor_and_declared_keys() -> None:
    undeclared = {constant: blanks(event) - event.keys - {"actor"} for constant, event in EVENTS.items()}
    assert {constant: names for constant, names in undeclared.items() if names} == {}


def test_a_confidential_event_does_not_say_who_did_it() -> None:
    assert [name for name, event in EVENTS.items() if event.confidential and "{actor}" in str(event.sentence)] == []


def test_an_event_is_recorded_by_what_writes() -> None:
    apps = {constant: constant.partition(".")[0] for constant in EVENTS}
    used = {app: used_in(app) for app in set(apps.values())}
    assert [constant for constant, app in apps.items() if constant.partition(".")[2] not in used[app]] == []


def test_nothing_is_recorded_under_a_name_made_up_on_the_spot() -> None:
    """`record` takes a declared constant, so a reader of `events.py` has read them all."""
    literal = [
        f"{said(path)}:{node.lineno}"
        for path in in_rooms("actions", "tasks", "jobs", "building", "delivery")
        if room(path) and not said(path).startswith("audit/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("EventType")
    ]
    assert literal == []


def test_there_are_events() -> None:
    assert EVENTS


@pytest.fixture
def event(amara: User) -> Event:
    record(next(iter(EVENTS.values())), by=amara)
    return Event.objects.get()


def test_the_database_refuses_to_change_an_event(event: Event) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(type="nothing.happened")
    event.refresh_from_db()
    assert event.type != "nothing.happened"


def test_the_database_refuses_to_delete_an_event(event: Event) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    assert Event.objects.filter(pk=event.pk).exists()
