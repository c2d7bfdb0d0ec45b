"""The command line: each refusal is one sentence, each environment is whole."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from clahrc.launcher import locking
from clahrc.launcher.account import Account
from clahrc.launcher.commands import parser
from clahrc.launcher.environment import for_running, for_tests
from clahrc.launcher.places import PROJECT, Data
from clahrc.launcher.testing import own_database

ELSEWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}


def launch(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher as `run.py` does."""
    return subprocess.run(
        [sys.executable, "-m", "clahrc.launcher", *words],
        cwd=PROJECT,
        env={**os.environ, **ELSEWHERE, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_ends_the_run_with_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = launch("--port", str(port), "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000.5", "¹"])
def test_what_is_no_port_is_refused(port: str, tmp_path: Path) -> None:
    done = launch(f"--port={port}", "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 2
    assert f"{port} is not a port" in done.stderr


def test_a_data_folder_that_is_a_file_is_refused_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    done = launch("check_nothing", DATA_DIR=str(tmp_path / "data"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_the_words_of_a_command_are_passed_on_untouched() -> None:
    options = parser().parse_args(["--port", "8001", "test", "-k", "leak", "--port", "--", "-x"])
    assert options.port == 8001
    assert options.words == ["test", "-k", "leak", "--port", "--", "-x"]


def test_the_environment_variables_are_the_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("DATA_DIR", "/somewhere")
    assert vars(parser().parse_args([])) == {"port": 8123, "data_dir": "/somewhere", "words": []}


def test_a_local_run_has_a_secret_key_that_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    data = Data.at(tmp_path / "data")
    first, second = for_running(data, 8001, {}), for_running(data, 8001, {})
    assert (first["LOCAL"], first["BASE_URL"]) == ("1", "http://localhost:8001")
    assert first["SECRET_KEY"] == second["SECRET_KEY"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_an_installation_with_a_key_or_hosts_is_not_local(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in ("SECRET_KEY", "ALLOWED_HOSTS", "LOCAL"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, "given")
    variables = for_running(Data.at(tmp_path / "data"), 8001, {})
    assert "LOCAL" not in variables
    assert variables[name] == "given"


def test_the_settings_of_a_person_do_not_reach_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://real.example")
    assert "EMAIL_URL" not in for_tests(tmp_path, {})


def test_every_test_run_has_a_database_of_its_own() -> None:
    assert own_database("postgres://me@%2Frun/clahrc") == f"postgres://me@%2Frun/clahrc_{os.getpid()}"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root chooses another user")
def test_root_runs_postgres_as_somebody_unprivileged() -> None:
    account = Account.for_postgres()
    assert account.switch
    assert account.run(["id", "-u"]).stdout.strip() == str(account.uid) != "0"


def test_a_lock_is_stale_once_a_dependency_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "pyproject.toml"
    changed.write_text(locking.PYPROJECT.read_text())
    monkeypatch.setattr(locking, "PYPROJECT", changed)
    before = locking.first_line()
    changed.write_text(changed.read_text().replace('"redis>=', '"redis>=1,>='))
    assert locking.first_line() != before
    assert locking.is_fresh()[0] is False
