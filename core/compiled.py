"""Compiled reads: a queryset whose SQL is built once for each shape, and prepared once in each connection.

Most of what Django does for a page is to build the same SQL anew, and most of what Postgres does is to plan it anew. A
compiled read is a function that makes one queryset out of its arguments, and stays the only place of its rule:

    @compiled
    def aims_to_sign(person: User, today: date) -> QuerySet[Aim]:
        return Aim.objects.filter(...)

    aims_to_sign(me, today)        -> list[Aim], from the statement that is kept
    aims_to_sign.plain(me, today)  -> the queryset itself, to be a part of another

The first call builds the queryset with marks in place of keys, texts, days and moments; later calls put theirs where
the marks stood. Whatever else is given (True, None, a member of an enum, a number) is the shape: each has a
statement of its own. Rows are never kept. What came back is made by Django's own iterables: instances,
`select_related`, `values_list`.

A builder may add a `timedelta` to a day or a moment, and do nothing else with its values: to compare one, to take it
apart, to write it into a text, to ask an object for more than its key, or to ask the database raises `LookedError`.
`site_today()` within a builder is a mark as well, so that no statement keeps the day on which it was built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cache, update_wrapper
from inspect import signature
from itertools import count
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import prefetch_related_objects
from django.db.transaction import TransactionManagementError

from core import dates
from core.stand_ins import KINDS, TEXT_MARK, Day, Mark, look, named

P = ParamSpec("P")
Row = TypeVar("Row")

MOST_SHAPES = 64  # of one read; a read with more is built anew each time, and the memory of a process stays bounded
TODAY = "site_today()"  # the value that nobody gives


@dataclass(frozen=True)
class Slot:
    """A place of a statement: the value of an argument and the distance from it, or a constant (`name` is empty)."""

    name: str
    distance: timedelta | None = None
    constant: object = None

    def filled(self, values: dict[str, Any]) -> object:
        """What stands there in this call."""
        if not self.name:
            return self.constant
        value = dates.site_today() if self.name == TODAY else values[self.name]
        return value + self.distance if self.distance else value


@dataclass(frozen=True)
class Statement:
    """What is kept of one shape: the queryset with marks, its compiler, its text, and what stands at each place.

    `text` is as Django wrote it; `prepared` has the constants written in and `$1`, `$2` for `places`, of `types`.
    """

    name: str
    rows: QuerySet[Any]
    compiler: Any
    text: str
    slots: tuple[Slot, ...]
    prepared: str
    places: tuple[Slot, ...]
    types: tuple[str, ...]
    converters: Any

    def sql(self, on: Any, values: dict[str, Any]) -> tuple[str, list[object]]:
        """The text and its parameters for one call on this connection; prepares it there where that is allowed."""
        if not settings.PREPARED_STATEMENTS:
            return self.text, [slot.filled(values) for slot in self.slots]
        prepare(on, self.name, self.prepared, self.types)
        sent = [slot.filled(values) for slot in self.places]
        return execution(self.name, len(sent)), sent


# What each connection has prepared. It is gone with the connection.
PREPARED: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def prepare(on: Any, name: str, text: str, types: Sequence[str] = ()) -> None:
    """Prepare a statement in this connection, if that has not been done. Its own types are known where none are said.

    Goes past Django's cursor: it is part of the statement that follows, and not one that a page asks.
    """
    on.ensure_connection()
    known = PREPARED.setdefault(on.connection, set())
    if name not in known:
        with on.wrap_database_errors, on.connection.cursor() as cursor:
            typed = f" ({', '.join(types)})" if types else ""
            cursor.execute(f"PREPARE {name}{typed} AS {text}")
        known.add(name)


def execution(name: str, number: int) -> str:
    """What sends so many values to a prepared statement."""
    return f"EXECUTE {name} ({', '.join(['%s'] * number)})" if number else f"EXECUTE {name}"


READS: list[Compiled[..., Any]] = []  # every compiled read: the tests build each of them
_numbers = count(1)


class Compiled(Generic[P, Row]):
    """A compiled read: called as its builder is, it gives the rows as a list."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        update_wrapper(self, build)
        self.build = build
        self.names = tuple(signature(build).parameters)
        self.kept: dict[tuple[object, ...], Statement | None] = {}
        READS.append(self)

    def plain(self, *args: P.args, **kwargs: P.kwargs) -> QuerySet[Any, Row]:
        """The queryset itself, built anew: to be a part of another one."""
        return self.build(*args, **kwargs)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        arguments = dict(zip(self.names, args, strict=False)) | kwargs
        parts = [_part(arguments[name]) for name in self.names]
        shape = tuple(part.shape for part in parts)
        if EMPTY in shape or (shape not in self.kept and len(self.kept) >= MOST_SHAPES):
            return list(self.build(*args, **kwargs))  # Django knows best what cannot have rows
        if shape not in self.kept:
            self.kept[shape] = self._statement(arguments)
        statement = self.kept[shape]
        values = {name: part.value for name, part in zip(self.names, parts, strict=True)}
        return [] if statement is None else _rows(statement, values)

    def first(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """The first row. The builder asks for no more than it needs (`[:1]`)."""
        return next(iter(self(*args, **kwargs)), None)

    def as_sent(self, *args: P.args, **kwargs: P.kwargs) -> tuple[str, list[object]]:
        """Text and parameters of a call, nothing prepared: what the tests compare with the plain queryset."""
        arguments = dict(zip(self.names, args, strict=False)) | kwargs
        statement = self._statement(arguments)
        values = {name: _part(value).value for name, value in arguments.items()}
        return (statement.text, [slot.filled(values) for slot in statement.slots]) if statement else ("", [])

    def _statement(self, arguments: dict[str, Any]) -> Statement | None:
        marks = {name: _marked(name, value) for name, value in arguments.items()}
        with dates.stand_in_for_today(named(Day(9000, 1, 1), TODAY)), connection.execute_wrapper(look):
            rows = self.build(**marks)  # type: ignore[call-arg]
            compiler = rows.query.get_compiler(rows.db)
            try:
                text, params = compiler.as_sql()
            except EmptyResultSet:
                return None
        return _written(rows, compiler, text, params, _types(arguments))


def compiled(build: Callable[P, QuerySet[Any, Row]]) -> Compiled[P, Row]:
    """Make a function that builds one queryset a compiled read."""
    return Compiled(build)


def built(build: Callable[..., QuerySet[Any, Row]], **values: Any) -> QuerySet[Any, Row]:
    """What `build` makes of those of these values that it has arguments for."""
    return build(**{name: values[name] for name in signature(build).parameters})


class Part(NamedTuple):
    """What an argument is in a call: the part of the shape that it decides, and the value that is sent."""

    shape: object
    value: object = None


EMPTY = object()  # the shape of a list without anything in it


def _part(value: Any) -> Part:
    kind = _kind(value.__class__)
    if kind is Model:
        return Part((value._meta.model, *(getattr(value, name) for name in _decides(value))), value.pk)
    if kind is list:
        return Part((list, _kind_of_list(value)), _as_array(value)) if value else Part(EMPTY)
    return Part(value) if kind is None else Part(kind, value)


@cache
def _kind(cls: type) -> type | None:
    """`Model`, `list`, one of `KINDS`; None for what is part of the shape as it is."""
    if issubclass(cls, Enum):
        return None
    if issubclass(cls, list | tuple | set | frozenset):
        return list
    return next((kind for kind in (Model, *KINDS) if issubclass(cls, kind)), None)


def _decides(row: Model) -> tuple[str, ...]:
    """The fields by which builders decide, as the model says."""
    return getattr(row, "decides_reads", ())


def _kind_of_list(values: Iterable[Any]) -> type:
    return _kind(next(iter(values)).__class__) or str  # members of an enum are texts


def _as_array(values: Iterable[Any]) -> object:
    """A list as Postgres reads it: keys in one text, since the driver takes its time over each of many."""
    found = list(values)
    return f"{{{','.join(map(str, found))}}}" if isinstance(found[0], UUID) else found


def _marked(name: str, value: Any) -> Any:
    """The mark for a value; of a row only its key and what decides; anything of the shape as it is."""
    kind = _kind(value.__class__)
    if kind is Model:
        names = _decides(value)
        known = [_marked(name, value.pk), *(getattr(value, each) for each in names)]
        return value._meta.model.from_db("default", [value._meta.pk.attname, *names], known)
    if kind is list:
        return [named(KINDS[_kind_of_list(value)][0](), name, is_list=True)]
    return named(KINDS[kind][0](), name) if kind else value


def _types(arguments: dict[str, Any]) -> dict[str, str]:
    """What Postgres calls the type of each value."""
    types = {TODAY: "date"}
    for name, value in arguments.items():
        kind = _kind(value.__class__)
        if kind is list:
            types[name] = f"{KINDS[_kind_of_list(value)][1]}[]"
        elif kind is not None:
            types[name] = KINDS[_kind(value.pk.__class__) if kind is Model else kind][1]  # type: ignore[index]
    return types


def _slot(param: object) -> Slot:
    if isinstance(param, Mark):
        return Slot(param.name, param.distance)
    if TEXT_MARK in str(param):
        look()
    return Slot("", constant=param)


def _written(
    rows: QuerySet[Any], compiler: Any, text: str, params: Sequence[object], types: dict[str, str]
) -> Statement:
    """Write both texts. A list stands as `= ANY(one array)`, so that its length does not matter."""
    slots = tuple(map(_slot, params))
    lists = {slot.name for slot in slots if types.get(slot.name, "").endswith("[]")}
    places = tuple(dict.fromkeys(slot for slot in slots if slot.name))
    pieces = re.split(r"(?<!%)((?:%%)*)%s", text)
    texts = [first + again for first, again in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]
    for number, slot in enumerate(slots):
        if slot.name in lists:
            if not (texts[number].endswith("IN (") and texts[number + 1].startswith(")")):
                look()
            texts[number] = texts[number].removesuffix("IN (") + "= ANY("
            texts[number + 1] = f"::{types[slot.name]}" + texts[number + 1]
    with connection.cursor() as cursor:
        written = [
            f"${places.index(slot) + 1}" if slot.name else cursor.mogrify("%s", [slot.constant]).decode()
            for slot in slots
        ]
    prepared = "".join(piece.replace("%%", "%") + value for piece, value in zip(texts, [*written, ""], strict=True))
    return Statement(
        name=f"read_{next(_numbers)}",
        rows=rows,
        compiler=compiler,
        text="%s".join(texts),
        slots=slots,
        prepared=prepared,
        places=places,
        types=tuple(types[slot.name] for slot in places),
        converters=compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]]),
    )


class _Ready:
    """Stands where Django's iterables expect the query, and hands them the compiler of one call."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query, self._compiler = query, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_args: object, **_kwargs: object) -> Any:
        """The compiler whose text is there already."""
        return self._compiler


def _like(original: Any, **changes: object) -> Any:
    """Another object with the same parts but for these; what Python's own copy does, at a tenth of its price."""
    made = object.__new__(type(original))
    made.__dict__ |= original.__dict__ | changes
    return made


def _rows(statement: Statement, values: dict[str, Any]) -> list[Any]:
    """Send the statement with these values; Django makes of the answer what it would make of any."""
    on = connections[statement.rows.db]
    if statement.rows.query.select_for_update and not on.in_atomic_block:
        raise TransactionManagementError("A read that locks has to be within a transaction.")
    compiler = _like(
        statement.compiler,
        connection=on,
        as_sql=lambda *_args, **_kwargs: statement.sql(on, values),
        get_converters=lambda _columns: statement.converters,
    )
    rows = _like(statement.rows, _query=_Ready(statement.rows.query, compiler))
    found: list[Any] = [*iter(rows._iterable_class(rows))]
    if statement.rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        prefetch_related_objects(found, *statement.rows._prefetch_related_lookups)  # type: ignore[attr-defined]
    return found
