"""Every URL is asked by everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.architecture.source import Route, routes
from tests.permissions.answers import ROLES, Row
from tests.permissions.matrix import MATRIX
from tests.permissions.world import Objects, World, cast_and_projects

pytestmark = pytest.mark.django_db
ROUTES = {route.name: route for route in routes()}
KNOWN = [name for name in MATRIX if name in ROUTES]
CELLS = [(name, method) for name in KNOWN for method in MATRIX[name].methods]
OURS = [name for name in KNOWN if ROUTES[name].is_ours]
IN_PROJECT = [(name, method) for name, method in CELLS if ROUTES[name].is_in_project]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Both projects, filled by their coordinators once: whatever a question changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast_and_projects()
        transaction.set_rollback(True)


def kwargs(route: Route, row: Row, objects: Objects) -> Objects:
    """The keys of a URL in one of the two projects."""
    return {key: objects[row.uses.get(key, key)] for key in route.kwargs}


def let_in(name: str, method: str) -> list[str]:
    """Roles that are let in: what they then get depends on the objects alone."""
    answers = MATRIX[name].methods[method]
    return [role for role in ROLES if answers[role] not in {302, 403, 404}]


def test_every_url_is_in_the_matrix_and_nothing_else() -> None:
    assert set(MATRIX) == set(ROUTES)


@pytest.mark.parametrize(("name", "method"), CELLS)
def test_everybody_gets_the_answer_of_the_matrix(world: World, name: str, method: str) -> None:
    row = MATRIX[name]
    keys = kwargs(ROUTES[name], row, world.here)
    assert {role: world.ask(role, method, name, keys) for role in ROLES} == row.methods[method]


def answers(world: World, name: str, method: str, strange: Objects) -> dict[tuple[str, str], int]:
    """What those who are let in get when one key of the address is exchanged and the rest stays, key by key."""
    own = kwargs(ROUTES[name], MATRIX[name], world.here)
    asking = [(role, key) for role in let_in(name, method) for key in strange]
    return {(role, key): world.ask(role, method, name, own | {key: strange[key]}) for role, key in asking}


@pytest.mark.parametrize(("name", "method"), IN_PROJECT)
def test_a_key_of_the_other_project_is_not_found(world: World, name: str, method: str) -> None:
    """Under this project's address, or the other way round."""
    route = ROUTES[name]
    strange = kwargs(route, MATRIX[name], world.there)
    strange.pop("position", None)
    found = answers(world, name, method, strange)
    if route.kwargs == ("project_id",):
        found.pop(("administrator", "project_id"), None)  # who sees every project, so this one is nothing strange
    assert found == dict.fromkeys(found, 404)


@pytest.mark.parametrize(("name", "method"), IN_PROJECT)
def test_a_key_of_nothing_is_not_found(world: World, name: str, method: str) -> None:
    found = answers(world, name, method, {key: world.nothing(key) for key in ROUTES[name].kwargs})
    assert found == dict.fromkeys(found, 404)


@pytest.mark.parametrize("name", OURS)
def test_a_method_that_is_not_answered_gets_405(world: World, name: str) -> None:
    row = MATRIX[name]
    role = let_in(name, next(iter(row.methods)))[0]
    others = {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(row.methods)
    keys = kwargs(ROUTES[name], row, world.here)
    assert {method: world.ask(role, method, name, keys) for method in others} == dict.fromkeys(others, 405)


@pytest.mark.parametrize("name", [name for name in OURS if ROUTES[name].is_in_project])
def test_a_stranger_learns_nothing_from_a_wrong_method(world: World, name: str) -> None:
    keys = kwargs(ROUTES[name], MATRIX[name], world.here)
    assert {world.ask("stranger", method, name, keys) for method in ("GET", "POST", "PUT", "DELETE")} == {404}


SEEN_BY_WHO_LEADS = [name for name in OURS if (get := MATRIX[name].get) and get["coordinator"] == 200]


@pytest.mark.parametrize("name", SEEN_BY_WHO_LEADS)
def test_every_link_of_a_page_leads_somewhere(world: World, name: str) -> None:
    """What a template sets in one block is empty in another."""
    keys = kwargs(ROUTES[name], MATRIX[name], world.here)
    lead = world.people["coordinator"]
    with world.browser(lead) as browser:
        page = b"".join(browser.get(reverse(name, kwargs=keys)))
    assert b'href=""' not in page
