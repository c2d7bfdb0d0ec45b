"""The database that the tests copy is whole and fresh, or made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import databases

ENDED = "--\n-- PostgreSQL database dump complete\n--\n"


def test_a_dump_without_its_last_line_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "whole.sql").write_text(f"SELECT 1;\n{ENDED}")
    (tmp_path / "half.sql").write_text("SELECT 1;\n")
    found = {name: databases.is_whole(tmp_path / f"{name}.sql") for name in ("whole", "half", "none")}
    assert found == {"whole": True, "half": False, "none": False}


@pytest.mark.django_db
def test_a_dump_with_a_statement_that_fails_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sql"
    broken.write_text(f"SELECT 1/0;\n{ENDED}")
    assert databases.load("postgres", broken) is False


def test_the_name_changes_with_a_migration_and_with_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "0001_first.py"
    names = set()
    for kind in ("migrations", "models"):
        for text in ("one", "another"):
            file.write_text(text)
            with monkeypatch.context() as patched:
                patched.setattr(databases, kind, lambda: iter([file]))
                names.add(databases.fingerprint())
    assert len(names) == 4


def test_the_name_stays_while_nothing_changes() -> None:
    assert databases.fingerprint() == databases.fingerprint()
