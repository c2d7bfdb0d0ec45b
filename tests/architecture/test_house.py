"""The house stays a house: apps of a size, faces that define nothing, names that bear a noun, lines one can read."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.source import APPS, ROOT, Function, files, functions, is_test, modules, said, tree

APP, TEMPLATE_LINE = 5_000, 160
# Larger than the rest, with the reason.
LARGE = {
    "dialogues": (
        12_000,
        "plans and seats import words and outcomes 28 times and are imported by them 94 times: one thing",
    ),
}
# Words that say the mood of a sentence and not what a thing is.
BARE = frozenset(["said", "told", "made", "found", "words", "shown", "asked", "one", "many", "given"])
# What is a plain value may be called by what it does in a sentence; what carries an object may not.
PLAIN = frozenset(
    ["str", "int", "bool", "float", "date", "datetime", "timedelta", "UUID", "None", "object", "Any", "bytes"]
)


def ours() -> list[Path]:
    """The modules of every app, of clahrc and of bench."""
    return [path for path in modules() if said(path).split("/")[0] in (*APPS, "clahrc", "bench")]


def test_no_app_is_too_large() -> None:
    sizes = Counter[str]()
    for path in files(".py"):
        app = said(path).split("/")[0]
        if app in APPS:
            sizes[app] += len(path.read_text(encoding="utf-8").splitlines())
    limits = {app: LARGE.get(app, (APP, ""))[0] for app in sizes}
    assert [f"{app} has {size} lines" for app, size in sizes.items() if size > limits[app]] == []


def test_an_app_that_may_be_larger_is_larger() -> None:
    lines = {
        app: sum(len(path.read_text().splitlines()) for path in files(".py") if said(path).startswith(f"{app}/"))
        for app in LARGE
    }
    assert [app for app, size in lines.items() if size <= APP] == []


def test_the_face_of_a_package_defines_nothing() -> None:
    faces = [path for path in modules() if path.name == "__init__.py"]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [
        f"{said(path)}:{node.lineno} {node.name}"
        for path in faces
        for node in tree(path).body
        if isinstance(node, kinds)
    ] == []


def test_no_line_of_a_template_is_too_long() -> None:
    offenders = [
        f"{said(path)}:{number} has {len(line)}"
        for path in (*files(".html"), *files(".txt"))
        if said(path).startswith("templates/")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > TEMPLATE_LINE
    ]
    assert offenders == []


def bare_arguments(function: Function) -> list[str]:
    """Arguments that carry an object and are called by a bare word."""
    named = function.args
    every = (*named.posonlyargs, *named.args, *named.kwonlyargs)
    return [argument.arg for argument in every if argument.arg in BARE and not is_plain(argument.annotation)]


def is_plain(annotation: ast.expr | None) -> bool:
    """Is every name of an annotation that of a plain value?"""
    if annotation is None:
        return False
    names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
    return names <= PLAIN


def test_public_names_bear_a_noun() -> None:
    offenders = []
    for path in ours():
        for node in tree(path).body:
            kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
            if isinstance(node, kinds) and node.name.lower() in BARE:
                offenders.append(f"{said(path)}:{node.lineno} {node.name}")
        for function in functions(path):
            offenders += [
                f"{said(path)}:{function.lineno} {function.name}({name})" for name in bare_arguments(function)
            ]
    assert offenders == []


def test_no_two_classes_of_an_app_share_a_name() -> None:
    offenders = []
    for app in (*APPS, "clahrc"):
        places: dict[str, list[str]] = {}
        for path in ours():
            if said(path).startswith(f"{app}/"):
                for node in tree(path).body:
                    if isinstance(node, ast.ClassDef):
                        places.setdefault(node.name, []).append(f"{said(path)}:{node.lineno}")
        offenders += [f"{name}: {', '.join(where)}" for name, where in places.items() if len(where) > 1]
    assert offenders == []


def test_the_guard_reads_the_whole_project() -> None:
    assert ROOT / "projects" / "access.py" in ours()
    assert not any(is_test(path) for path in ours())
