"""The documents that are made from the code say what the code says."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clahrc import documents


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
