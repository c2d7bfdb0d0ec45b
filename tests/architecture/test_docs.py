"""The documents that are made from the code say what the code says, and the others name what is there."""

from __future__ import annotations

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clahrc import documents
from tests.architecture.source import ROOT, files, modules, said, tree


def test_the_generated_documents_are_fresh() -> None:
    assert documents.stale(documents.FOLDER) == []


def test_they_are_the_same_each_time_they_are_made() -> None:
    assert documents.written() == documents.written()


def test_the_command_writes_every_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "FOLDER", tmp_path)
    call_command("docs", stdout=StringIO())
    assert {path.name for path in tmp_path.iterdir()} == {"permissions.md", "privacy.md", "states.md", "visibility.md"}


def test_the_check_names_the_stale_file_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "FOLDER", tmp_path)
    call_command("docs", stdout=StringIO())
    (tmp_path / "states.md").write_text("Something else.")
    with pytest.raises(CommandError, match=r"states\.md") as refused:
        call_command("docs", check=True, stdout=StringIO())
    assert refused.value.returncode == 1
    assert (tmp_path / "states.md").read_text() == "Something else."


def test_the_table_of_permissions_has_a_row_for_every_act() -> None:
    from projects.permissions import Action

    page = documents.written()["permissions.md"]
    assert [action.name for action in Action if page.count(f"| {action.value} |") != 1] == []


# A path of the repository, as a document or a docstring names it. What has a blank in it (`<app>`) names many.
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|html|css|js|toml|txt)))(?:::\w+)?`")
DOCUMENTS = [path for path in files(".md") if path.parent in {ROOT, ROOT / "docs", ROOT / "docs" / "adr"}]
# What a place of another kind is called: made when the application runs, or not ours.
ELSEWHERE = frozenset({"about-me.html", "about-me.json"})


def missing(text: str, *near: Path) -> list[str]:
    """Paths that a text names and that are nowhere, neither in the repository nor among its templates nor near.

    A bare name (`events.py`) is that of a file wherever it stands.
    """
    places, names = [ROOT, ROOT / "templates", *near], {path.name for path in files("")}
    return [
        name
        for name in NAMED.findall(text)
        if name not in names and not any((place / name).exists() for place in places)
    ]


def docstrings(path: Path) -> list[str]:
    """The docstrings of a module, its classes and its functions."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [ast.get_docstring(node) or "" for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def test_every_path_that_a_document_names_is_there() -> None:
    assert [f"{said(path)}: {name}" for path in DOCUMENTS for name in missing(path.read_text("utf-8"))] == []


def test_every_path_that_a_docstring_names_is_there() -> None:
    assert [
        f"{said(path)}: {name}"
        for path in modules()
        for text in docstrings(path)
        for name in missing(text, path.parent)
        if name not in ELSEWHERE
    ] == []


def test_a_path_that_is_nowhere_is_found() -> None:
    assert missing("Read `docs/look.md`, then `docs/nowhere.md`; `<app>/urls.py` and `/health/` name no file.") == [
        "docs/nowhere.md"
    ]
