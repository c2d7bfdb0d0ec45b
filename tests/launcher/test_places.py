"""The data folder, its secrets and sockets, and the port."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from clahrc.launcher import places
from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import Data, check_port, owned


def test_a_secret_is_made_once_and_only_we_can_read_it(tmp_path: Path) -> None:
    data = Data.at(tmp_path / "data")
    made = data.secret("key")
    assert Data.at(tmp_path / "data").secret("key") == made
    assert len(made) >= 64
    assert (data.folder / "secrets" / "key").stat().st_mode & 0o777 == 0o600


def test_a_nearly_full_disk_is_refused_before_anything_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SPACE_NEEDED", 2**60)
    with pytest.raises(
        LaunchError, match=r"^Only \d+ MB are free at .*: make .* MB of room or choose another DATA_DIR\.$"
    ):
        Data.at(tmp_path / "data")


def test_a_port_that_is_taken_is_refused_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LaunchError, match=f"^Port {port} is taken: stop what listens there or choose another"):
            check_port(port, patience=0)


def test_a_free_port_is_accepted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    check_port(port)


def test_a_socket_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "socket").mkdir()
    (tmp_path / "socket").chmod(0o777)
    with pytest.raises(LaunchError, match="is open to others: remove it"):
        owned(tmp_path / "socket", os.geteuid())


def test_a_socket_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "socket").symlink_to(tmp_path / "real")
    with pytest.raises(LaunchError, match="belongs to somebody else"):
        owned(tmp_path / "socket", os.geteuid())


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    data = Data.at(tmp_path / "data")
    with (
        data.alone("run", "Runs already."),
        pytest.raises(LaunchError, match="Runs already"),
        data.alone("run", "Runs already."),
    ):
        pass
    with data.alone("run", "Runs already."):
        pass
