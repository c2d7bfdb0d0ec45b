"""Nobody meets, on any page of the matrix, a word, a name or an address that is not for them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.architecture.source import Route, routes
from tests.leaks.planted import Plant, Planted, plant_all
from tests.permissions.answers import ROLES, Row
from tests.permissions.matrix import MATRIX
from tests.permissions.world import FORM

pytestmark = pytest.mark.django_db
OURS = [route for route in routes() if route.is_ours and route.name in MATRIX]
# Coordinators and administrators invite people, so there they meet the addresses and, in a file of one's own, the name.
LOOKING_AFTER = {"coordinator", "administrator"}
ADDRESSES = {"projects:member_list", "projects:member_edit", "projects:member_end", "projects:invitation_list"}


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Planted]:
    """Everything is planted once: whatever a question changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant_all()
        transaction.set_rollback(True)


def addresses_of(route: Route, row: Row, planted: Planted) -> Iterator[str]:
    """This URL with every key that is planted, or else with that of the matrix."""
    here = planted.world.here
    given = {key: row.uses.get(key, key) for key in route.kwargs}
    values = [planted.keys.get(key) or [here[given[key]]] for key in route.kwargs]
    for keys in product(*values):
        yield reverse(route.name, kwargs=dict(zip(route.kwargs, keys, strict=True)))


def told(response: HttpResponseBase) -> str:
    """Everything that left: status, headers, body."""
    streams = isinstance(response, StreamingHttpResponse)
    body = b"".join(response) if streams else response.content  # type: ignore[attr-defined]
    return f"{dict(response.items())}\n{body.decode('utf-8', 'replace')}"


def ask(planted: Planted, person: User | None, method: str, url: str, **form: Any) -> str:
    """What somebody is told; whatever it changed is taken back."""
    with planted.world.browser(person) as browser:
        return told(browser.generic(method, url, **form))


def everything(person: User | None, planted: Planted) -> Iterator[tuple[str, str, str]]:
    """(name of the URL, address, what this person is told) for every URL, method and key."""
    for route in OURS:
        row = MATRIX[route.name]
        for method, url in product(row.methods, addresses_of(route, row, planted)):
            yield route.name, f"{method} {url}", ask(planted, person, method, url, **(FORM if method == "POST" else {}))
    for plant in planted.plants:
        url = reverse("dialogues:words_search", args=[planted.project.pk])
        yield "search", f"GET {url} for {plant.key}", ask(planted, person, "GET", f"{url}?q={plant.asked}")


def may_meet(plant: Plant, secret: str, *, role: str, name: str, person: User | None) -> bool:
    """Is this secret for whoever asks here?"""
    if person is not None and person.pk == plant.person.pk:
        return plant.key != "withdrawn" or secret != plant.mark
    if secret == plant.mark:
        return role in plant.readers
    return role in LOOKING_AFTER and name in ADDRESSES and secret == plant.person.address


def found(role: str, person: User | None, planted: Planted) -> tuple[set[str], set[tuple[str, str, str]]]:
    """The words this person meets, and (whose, what, where) of everything they are told and may not meet."""
    met, leaks = set(), set()
    for name, _url, said in everything(person, planted):
        for plant in planted.plants:
            told = [secret for secret in (plant.mark, *plant.identity) if secret in said]
            met |= {plant.key} if plant.mark in told else set()
            leaks |= {
                (plant.key, secret, name)
                for secret in told
                if not may_meet(plant, secret, role=role, name=name, person=person)
            }
    return met, leaks


def logged(planted: Planted, log: pytest.LogCaptureFixture) -> list[str]:
    """The words, names and addresses that stand in a line of the log."""
    secrets = [secret for plant in planted.plants for secret in (plant.mark, *plant.identity)]
    return [secret for secret in secrets if secret in log.text]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_meets_what_is_for_it_and_nothing_else(
    planted: Planted, caplog: pytest.LogCaptureFixture, role: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        met, leaks = found(role, planted.world.people[role], planted)
    assert leaks == set()
    assert met == {plant.key for plant in planted.plants if role in plant.readers}
    assert logged(planted, caplog) == []


# Whoever has no seat in the open dialogue reads nothing there; whoever withdrew reads nothing at all.
WRITERS = {"unrevealed": "", "pseudonymous": "partner", "narrowed": "partner", "withdrawn": "", "responding": "partner"}
WRITERS |= {"takenup": "partner", "takennarrow": "partner", "expected": "", "expectdraft": "", "pulsenote": ""}
WRITERS |= {"formdraft": ""}


@pytest.mark.parametrize("key", WRITERS)
def test_a_writer_meets_their_own_words_and_what_others_let_them_read(
    planted: Planted, caplog: pytest.LogCaptureFixture, key: str
) -> None:
    writer = next(plant.person for plant in planted.plants if plant.key == key)
    with caplog.at_level(logging.DEBUG):
        met, leaks = found(WRITERS[key], writer, planted)
    assert leaks == set()
    mine = {key} if key != "withdrawn" else set()
    assert met == mine | {plant.key for plant in planted.plants if WRITERS[key] in plant.readers}
    assert logged(planted, caplog) == []
