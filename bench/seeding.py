"""Rows by COPY. Columns come from the models, so a new field with a default needs no change here.

    with bulk(Reflection, ReflectionVersion):
        copy(Reflection, ({"seat_id": seat, "prompt_id": prompt, "text": text, "kind": "free"} for ...))

A row is a dictionary by column (`seat_id`, not `seat`). What it leaves out is filled from the field: its default, now,
nothing, or an empty text. A field that has none of these is an error that names it.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import chain, islice
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone

from accounts.access import SessionStore
from bench.frame import BenchError

Row = Mapping[str, Any]
Cell = Callable[[Row], str]
NOTHING = "\\N"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
AT_ONCE = 500  # lines handed to the database in one piece
FOREIGN_KEYS = """
SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f'
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


def copy(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Put the rows into the model's table. The first row states every column that only the database could fill."""
    ahead = iter(rows)
    first = list(islice(ahead, 1))
    if not first:
        return
    stated = set(first[0])
    cells = {str(field.column): cell(field) for field in model._meta.concrete_fields if is_ours(field, stated)}
    if unknown := stated - {field.attname for field in model._meta.concrete_fields}:
        raise BenchError(f"{model._meta.label} has no column {', '.join(sorted(unknown))}")
    names = ", ".join(connection.ops.quote_name(name) for name in cells)
    makers = list(cells.values())
    for make in makers:
        make(first[0])  # what is missing is said here and not from inside COPY
    lines = ("\t".join([make(row) for make in makers]) + "\n" for row in chain(first, ahead))
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {connection.ops.quote_name(model._meta.db_table)} ({names}) FROM STDIN", Pieces(lines)
        )


class Pieces:
    """Lines as a file that `COPY` reads: as much as it likes at a time, never all in memory."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines

    def read(self, size: int = -1) -> str:
        """The next few hundred lines, whatever `size` says; empty at the end."""
        return "".join(islice(self.lines, AT_ONCE))


def is_ours(field: models.Field[Any, Any], stated: set[str]) -> bool:
    """Do we write this column? The database fills generated ones, and those of its own default that are not stated."""
    if field.generated:
        return False
    by_itself = isinstance(field, models.AutoField) or (field.has_db_default() and not field.has_default())
    return field.attname in stated or not by_itself


def cell(field: models.Field[Any, Any]) -> Cell:
    """How the column's text is made from a row."""
    name, write = field.attname, writer(field)
    if field.has_default() and callable(field.default):
        make = field.default
        return lambda row: write(row[name] if name in row else make())
    try:
        otherwise = write(filling(field))
    except BenchError:
        return lambda row: write(row[name]) if name in row else write(filling(field))
    return lambda row: write(row[name]) if name in row else otherwise


def filling(field: models.Field[Any, Any]) -> Any:
    """What stands in a column that the rows do not state."""
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return field.to_python(timezone.now())
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if field.empty_strings_allowed and not field.is_relation:
        return ""
    raise BenchError(f"{field.model._meta.label}.{field.name} has no default: say in bench/crowd.py what stands in it")


def writer(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    """From a value to what COPY reads."""
    is_json = isinstance(field, models.JSONField)

    def write(value: Any) -> str:
        if value is None:
            return NOTHING
        if is_json:
            value = json.dumps(value)
        elif isinstance(value, list | tuple):
            value = "{" + ",".join(json.dumps(str(item)) for item in value) + "}"
        return str(value).translate(ESCAPES)

    return write


@contextlib.contextmanager
def bulk(*kinds: type[models.Model]) -> Iterator[None]:
    """Inside, these tables have no foreign keys and no indexes but unique ones; afterwards they have them again."""
    tables = [connection.ops.quote_name(kind._meta.db_table) for kind in kinds]
    undone: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for table in tables:
            cursor.execute(INDEXES, [table])
            for name, definition in cursor.fetchall():
                cursor.execute(f"DROP INDEX {name}")
                undone.append(definition)
        for table in tables:
            cursor.execute(FOREIGN_KEYS, [table])
            for name, definition in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
                undone.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        yield
        for statement in undone:
            cursor.execute(statement)


def tidy() -> None:
    """Let the planner know what is there, as it does some time after rows came in the ordinary way."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def sessions(people: Sequence[AbstractBaseUser]) -> list[str]:
    """Sign these people in and return the keys of their sessions, in the same order."""
    keys = [secrets.token_hex(16) for _ in people]
    expires = timezone.now() + timedelta(days=7)
    copy(
        Session,
        (
            {"session_key": key, "session_data": signed_in(person), "expire_date": expires}
            for key, person in zip(keys, people, strict=True)
        ),
    )
    return keys


def signed_in(person: AbstractBaseUser) -> str:
    """What the session of somebody who is signed in holds."""
    from django.conf import settings

    words = {
        "_auth_user_id": str(person.pk),
        "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
        "_auth_user_hash": person.get_session_auth_hash(),
    }
    return SessionStore().encode(words)
