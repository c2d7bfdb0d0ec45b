"""No page without a door."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import FunctionType

from projects.permissions import Action
from tests.architecture.source import Route, routes

OURS = [route for route in routes() if route.is_ours]
DOORS = {"project_view", "signed_in", "administrator", "public"}


def decorators(route: Route) -> list[str]:
    """What stands above the view, outermost first; `methods` for what says which methods are answered."""
    view = inspect.unwrap(route.view)
    function = ast.parse(textwrap.dedent(inspect.getsource(view))).body[0]
    assert isinstance(function, ast.FunctionDef)
    called = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    return [meaning(view.__globals__, ast.unparse(node)) for node in called]


def meaning(names: dict[str, object], name: str) -> str:
    """The name, or `methods` where it is Django's `require_GET` and its like under whatever name."""
    is_methods = getattr(names.get(name), "__module__", "") == "django.views.decorators.http"
    return "methods" if is_methods else name.rpartition(".")[2]


def test_a_view_is_a_function() -> None:
    assert [route.name for route in OURS if not isinstance(route.view, FunctionType)] == []


def test_a_view_has_a_door() -> None:
    assert [route.name for route in OURS if getattr(route.view, "door", None) is None] == []


def test_a_view_says_which_methods_it_answers() -> None:
    assert [route.name for route in OURS if "methods" not in decorators(route)] == []


def test_the_door_comes_before_everything_else() -> None:
    """A stranger learns nothing from a 405 or a 409, because nothing is asked before who they are."""
    first = {route.name: decorators(route)[:1] for route in OURS}
    assert {name: found for name, found in first.items() if not DOORS & set(found)} == {}


def test_a_page_of_a_project_is_behind_an_action_of_the_permission_table() -> None:
    behind = {route.name: getattr(route.view, "door", None) for route in OURS if route.is_in_project}
    assert behind
    assert {name: door for name, door in behind.items() if not isinstance(door, Action)} == {}


def test_every_url_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]
    assert sorted(names) == sorted(set(names))
