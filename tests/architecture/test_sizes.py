"""Everything fits on a screen. There is no list of exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.architecture.source import Function, arguments, functions, in_rooms, is_test, modules, said

MODULE, TEST_MODULE, FUNCTION, VIEW, ARGUMENTS = 400, 500, 40, 25, 6


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_functions(paths: Iterable[Path], limit: int, first: str = "") -> list[str]:
    return [
        f"{said(path)}:{function.lineno} {function.name} has {length(function)} lines"
        for path in paths
        for function in functions(path)
        if length(function) > limit and (not first or arguments(function)[:1] == [first])
    ]


def test_no_module_is_too_long() -> None:
    assert [f"{said(path)} has {lines(path)}" for path in modules() if not is_test(path) and lines(path) > MODULE] == []


def test_no_test_module_is_too_long() -> None:
    assert [
        f"{said(path)} has {lines(path)}" for path in modules() if is_test(path) and lines(path) > TEST_MODULE
    ] == []


def test_no_function_is_too_long() -> None:
    assert long_functions(modules(), FUNCTION) == []


def test_no_view_is_too_long() -> None:
    assert long_functions(in_rooms("views"), VIEW, first="request") == []


def test_no_function_takes_too_many_arguments() -> None:
    """Tests take fixtures, which are not arguments anybody passes."""
    assert [
        f"{said(path)}:{function.lineno} {function.name}"
        for path in modules()
        if not is_test(path)
        for function in functions(path)
        if len(arguments(function)) > ARGUMENTS
    ] == []


def test_the_guard_reads_the_whole_project() -> None:
    seen = {said(path) for path in modules()}
    assert {"clahrc/settings.py", "core/models.py", "tests/conftest.py", "run.py"} <= seen
