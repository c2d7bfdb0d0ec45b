"""The source of the project as the guards read it: files, syntax trees, URLs.

A guard is one test to a rule, and its failure lists every offender: a test for each offender there could be costs more
than the rule.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "reports",
    "overview",
    "dialogues",
    "understanding",
    "tensions",
    "contributions",
    "milestones",
    "participants",
    "glossary",
    "projects",
    "notifications",
    "accounts",
    "audit",
    "core",
)
# A key in a path (`<uuid:project_id>`) or in a regular expression (`(?P<key>...)`).
KEY = re.compile(r"<(?:\w+:)?(\w+)>")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files(suffix: str) -> tuple[Path, ...]:
    """Every file of the project with this suffix, committed or about to be; what git ignores is not ours."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", f"*{suffix}"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return tuple(sorted({ROOT / name for name in names if (ROOT / name).exists()}))


def modules() -> list[Path]:
    """Every Python module but the numbered migrations, which Django writes."""
    return [path for path in files(".py") if not (path.parent.name == "migrations" and path.name[0].isdigit())]


def said(path: Path) -> str:
    """The path as a reader knows it."""
    return path.relative_to(ROOT).as_posix()


def is_test(path: Path) -> bool:
    """Is this module part of the tests?"""
    return said(path).startswith("tests/")


def in_rooms(*rooms: str) -> list[Path]:
    """The modules of these rooms in every app and in clahrc: `views` is `views.py` and `views/*.py`."""
    return [path for path in modules() if room(path) in rooms]


def room(path: Path) -> str:
    """The room of an app that a module belongs to; empty for tests and for what stands at the top."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if len(parts) > 1 and parts[0] in (*APPS, "clahrc") else ""


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def functions(path: Path) -> tuple[Function, ...]:
    """Every function and method of a module, nested ones included."""
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, Function))


@cache
def calls(path: Path) -> tuple[ast.Call, ...]:
    """Every call in a module."""
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def arguments(function: Function) -> list[str]:
    """The names of a function's arguments, without `self` and `cls`."""
    named = function.args
    names = [argument.arg for argument in (*named.posonlyargs, *named.args, *named.kwonlyargs)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


@dataclass(frozen=True)
class Route:
    """One URL of the site."""

    name: str
    route: str
    view: Any
    kwargs: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        """Written here, not in allauth."""
        return not self.view.__module__.startswith("allauth.")

    @property
    def is_in_project(self) -> bool:
        """Below the address of one project?"""
        return self.route.startswith("projects/<uuid:project_id>/")


def routes() -> list[Route]:
    """Every URL of the resolver, with its namespaced name."""
    return list(_below(get_resolver(), "", ""))


def _below(resolver: URLResolver, route: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _below(entry, path, inner)
        elif isinstance(entry, URLPattern):
            keys = tuple(KEY.findall(path))
            yield Route(f"{namespace}{entry.name}", path, entry.callback, keys)
