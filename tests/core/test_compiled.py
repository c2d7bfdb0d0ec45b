"""A compiled read answers what its queryset answers, on any day, for anybody; what it may not keep is refused."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

import clahrc.urls  # noqa: F401  # every app, and so every read
from accounts.models import User
from core import compiled as module
from core.compiled import READS, Compiled, compiled
from core.dates import site_today
from core.stand_ins import LookedError
from projects.enums import Role, Standpoint
from projects.models import Membership, Project, where_current
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = (datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2027, 8, 9, 3, tzinfo=UTC))


def reads() -> list[Any]:
    return [pytest.param(read, id=f"{read.build.__module__}.{read.build.__name__}") for read in ALL]


# Before the tests below make some of their own.
ALL = list(READS)


# For each type of argument: its values in a round; all of them where it decides the statement.
SAMPLES: dict[Any, Callable[[int], list[Any]]] = {
    User: lambda number: [User(pk=UUID(int=100 + number)), User(pk=UUID(int=100 + number), is_administrator=True)],
    bool: lambda number: [True, False],
    type(None): lambda number: [None],
    int: lambda number: [number + 1],
    UUID: lambda number: [UUID(int=100 + number)],
    str: lambda number: [f"words{number}"],
    datetime: lambda number: [timezone.now() + timedelta(hours=number)],
    date: lambda number: [site_today() + timedelta(days=number)],
}


def samples(annotation: Any, number: int) -> list[Any]:
    """Values for an argument of this type; a list once with one and once with two."""
    if annotation in SAMPLES:
        return SAMPLES[annotation](number)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation(pk=UUID(int=100 + number))]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return list(annotation)
    parts = get_args(annotation)
    assert parts, f"no samples for {annotation}"
    if get_origin(annotation) in {UnionType, Union}:
        return [value for part in parts for value in samples(part, number)]
    one, two = samples(parts[0], number)[0], samples(parts[0], number + 7)[0]
    return [[one], [one, two]]


# Where a module imports a model for its types alone.
MODELS = {model.__name__: model for model in apps.get_models()}


def calls(read: Compiled[..., Any], number: int) -> Iterator[dict[str, Any]]:
    hints = get_type_hints(read.build, vars(inspect.getmodule(read.build)) | MODELS)
    values = [samples(hints[name], number) for name in read.names]
    for chosen in itertools.product(*values):
        yield dict(zip(read.names, chosen, strict=True))


def plainly(rows: QuerySet[Any]) -> tuple[str, list[object]]:
    """Text and parameters as Django sends them; none where it knows that there are no rows."""
    try:
        text, params = rows.query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return "", []
    return text, list(params)


@pytest.mark.parametrize("read", reads())
def test_a_compiled_read_sends_what_its_queryset_sends(read: Compiled[..., Any]) -> None:
    for number, day in enumerate(DAYS):
        with time_machine.travel(day, tick=False):
            for given in calls(read, number):
                if any(isinstance(value, list) for value in given.values()):
                    assert list(read(**given)) == list(read.plain(**given))
                else:
                    assert read.as_sent(**given) == plainly(read.plain(**given)), given
                    read(**given)


def test_what_was_kept_on_one_day_for_one_person_holds_on_another_for_another() -> None:
    anna, ben = factories.person("Anna"), factories.person("Ben")
    project = factories.project()
    factories.member(project, anna, Role.PARTNER, Standpoint.PATIENT, expires_on=date(2027, 1, 1))
    factories.member(project, ben, Role.PARTNER, Standpoint.PATIENT)

    @compiled
    def mine(person: User) -> QuerySet[Membership]:
        return Membership.objects.filter(where_current(), person=person).order_by("pk")

    with time_machine.travel(datetime(2026, 12, 30, 12, tzinfo=UTC)):
        assert [row.person_id for row in mine(anna)] == [anna.pk]
        assert [row.person_id for row in mine(ben)] == [ben.pk]
    with time_machine.travel(datetime(2027, 1, 2, 12, tzinfo=UTC)):
        assert mine(anna) == []
        assert [row.person_id for row in mine(ben)] == [ben.pk]


def test_an_administrator_has_a_statement_of_their_own() -> None:
    project = factories.project()

    @compiled
    def seen(person: User) -> QuerySet[Project]:
        return Project.objects.visible_to(person)

    assert seen(factories.person("Cleo")) == []
    assert seen(factories.person("Ada", is_administrator=True)) == [project]


def test_rows_come_as_django_makes_them() -> None:
    member = factories.member(factories.project(), factories.person("Dora"), Role.PARTNER, Standpoint.PATIENT)

    @compiled
    def rows(project_id: UUID) -> QuerySet[Membership]:
        return Membership.objects.filter(project=project_id).select_related("person").annotate(since=F("starts_on"))

    @compiled
    def tuples(project_id: UUID) -> QuerySet[Membership, tuple[Any, ...]]:
        return Membership.objects.filter(project=project_id).values_list("pk", "person__full_name")

    rows(member.project_id)
    with CaptureQueriesContext(connection) as sent:
        (row,) = rows(member.project_id)
        assert row.person == member.person
    assert len(sent) == 1
    assert row.since == member.starts_on  # type: ignore[attr-defined]
    assert tuples(member.project_id) == [(member.pk, member.person.full_name)]


def test_a_list_of_any_length_has_one_statement() -> None:
    first, second, third = (factories.project() for _ in range(3))

    @compiled
    def among(keys: list[UUID]) -> QuerySet[Project]:
        return Project.objects.filter(pk__in=keys).order_by("created_at")

    assert among([first.pk]) == [first]
    assert among([second.pk, third.pk]) == [second, third]
    assert among([]) == []
    assert len(among.kept) == 1


def test_a_value_that_is_moved_is_moved_in_each_call() -> None:
    project = factories.project(starts_on=date(2026, 1, 10), ends_on=date(2027, 1, 10))

    @compiled
    def begun(today: date) -> QuerySet[Project]:
        return Project.objects.filter(starts_on__lte=today - timedelta(days=7))

    assert begun(date(2026, 1, 16)) == []
    assert begun(date(2026, 1, 17)) == [project]


def test_a_statement_within_another_keeps_its_values() -> None:
    member = factories.member(factories.project(), factories.person("Dora"), Role.COORDINATOR, Standpoint.PATIENT)

    @compiled
    def leads(person: User) -> QuerySet[Membership]:
        return Membership.objects.leading().filter(person=person)

    @compiled
    def led(person: User) -> QuerySet[Project]:
        return Project.objects.filter(Exists(leads.plain(person).filter(project=OuterRef("pk"))))

    assert led(member.person) == [member.project]
    assert led(factories.person("Cleo")) == []


def test_without_prepared_statements_the_answers_are_the_same(settings: Settings) -> None:
    settings.PREPARED_STATEMENTS = False
    project = factories.project(title="100 % ours")

    @compiled
    def titled(title: str, keys: list[UUID]) -> QuerySet[Project]:
        return Project.objects.filter(title=title, pk__in=keys, title__contains="100 %")

    assert titled("100 % ours", [project.pk]) == [project]
    settings.PREPARED_STATEMENTS = True
    assert titled("100 % ours", [project.pk]) == [project]


def looks_at_a_key(person: User) -> QuerySet[Project]:
    return Project.objects.filter(title="mine" if person.pk == UUID(int=1) else "theirs")


def looks_at_a_day(today: date) -> QuerySet[Project]:
    return Project.objects.filter(title="late" if today > date(2026, 1, 1) else "early")


def takes_a_moment_apart(now: datetime) -> QuerySet[Project]:
    return Project.objects.filter(starts_on__lte=now.date())


def asks_for_more_than_the_key(person: User) -> QuerySet[Project]:
    return Project.objects.filter(title=person.full_name)


def asks_the_database(person: User) -> QuerySet[Project]:
    return Project.objects.filter(title="x" if Project.objects.exists() else "y", submitted_by=person)


def writes_it_into_a_text(title: str) -> QuerySet[Project]:
    return Project.objects.filter(title__contains=title)


def is_empty_without(title: str) -> QuerySet[Project]:
    return Project.objects.filter(title=title) if title else Project.objects.none()


@pytest.mark.parametrize(
    ("build", "value"),
    [
        (looks_at_a_key, User(pk=UUID(int=1))),
        (looks_at_a_day, date(2026, 5, 1)),
        (takes_a_moment_apart, DAYS[0]),
        (asks_for_more_than_the_key, User(pk=UUID(int=1), full_name="Anna")),
        (asks_the_database, User(pk=UUID(int=1))),
        (writes_it_into_a_text, "a word"),
        (is_empty_without, "a word"),
    ],
)
def test_a_builder_may_not(build: Any, value: object) -> None:
    with pytest.raises(LookedError):
        Compiled(build)(value)


def test_the_shapes_of_one_read_are_bounded() -> None:
    @compiled
    def at(number: int) -> QuerySet[Project]:
        return Project.objects.filter(title=str(number))

    for number in range(module.MOST_SHAPES + 5):
        assert at(number) == []
    assert len(at.kept) == module.MOST_SHAPES
