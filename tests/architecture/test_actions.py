"""Every write says what it is done to, with what, and by whom, in that order."""

from __future__ import annotations

import ast

from tests.architecture.source import Function, in_rooms, said, tree
from tests.architecture.source import functions as all_functions
from tests.architecture.test_writes import WRITES

# Written down with the reason, or not allowed.
OTHERWISE = {
    "accounts/actions/drafts.py:remove_old_drafts": "the clock asks, nobody else",
    "audit/actions.py:record": "the keys of an event differ from one to the next, so they come after `by`",
    "dialogues/actions/dialogues.py:move_seats": "follows an account that took a place over, which is recorded there",
    "dialogues/actions/dialogues.py:name_seats": "follows the membership, whose own action says who changed it",
    "reports/actions.py:queue_again": "the clock asks, nobody else",
    "reports/actions.py:expire_old": "the clock asks, nobody else",
}


def writes(function: Function) -> bool:
    """Does it write a row or an event, or hold a transaction to do so? What only reads or locks is no action."""
    names = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return bool(names & (WRITES | {"record", "atomic", "once"}))


def public_actions() -> dict[str, Function]:
    """The functions that other modules may call to write something, by file and name."""
    return {
        f"{said(path)}:{node.name}": node
        for path in in_rooms("actions")
        for node in tree(path).body
        if isinstance(node, Function) and not node.name.startswith("_") and writes(node)
    }


ACTIONS = {name: node for name, node in public_actions().items() if name not in OTHERWISE}


def test_only_the_object_is_given_without_its_name() -> None:
    assert [name for name, node in ACTIONS.items() if len(node.args.posonlyargs) + len(node.args.args) > 1] == []


def test_the_actor_comes_last() -> None:
    last = {name: [argument.arg for argument in node.args.kwonlyargs][-1:] for name, node in ACTIONS.items()}
    assert {name: keyword for name, keyword in last.items() if keyword != ["by"]} == {}


def test_an_action_takes_nothing_it_does_not_name() -> None:
    assert [name for name, node in ACTIONS.items() if node.args.vararg or node.args.kwarg] == []


def test_there_are_actions() -> None:
    assert ACTIONS


def test_no_exception_outlives_its_function() -> None:
    functions = {f"{said(path)}:{node.name}" for path in in_rooms("actions") for node in all_functions(path)}
    assert set(OTHERWISE) <= functions
