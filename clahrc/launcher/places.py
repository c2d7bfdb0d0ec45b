"""Where things lie: the data folder, secrets, logs, sockets; and whether a port is free."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clahrc.launcher.errors import LaunchError

PROJECT = Path(__file__).resolve().parent.parent.parent
SPACE_NEEDED = 300 * 1024**2  # bytes; Postgres stops hard when its disk is full, so we do not start near it
LONGEST_SOCKET = 100  # bytes; the kernels allow 104 to 108
SHORT_TEMP = Path("/tmp")  # noqa: S108  # where TMPDIR is long itself; `owned` refuses a folder of somebody else
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Data:
    """The data folder of one copy of the application."""

    folder: Path

    @classmethod
    def at(cls, path: str | Path) -> Data:
        """Open the folder, making it if needed. Others may pass through it (Postgres of root must) but not list it."""
        folder = (PROJECT / path).resolve()
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(exist_ok=True)
            folder.chmod(0o711)
        free = shutil.disk_usage(folder).free
        if free < SPACE_NEEDED:
            raise LaunchError(
                f"Only {free // 1024**2} MB are free at {folder}: make {SPACE_NEEDED // 1024**2} MB of room"
                " or choose another DATA_DIR."
            )
        return cls(folder)

    def private(self, name: str) -> Path:
        """A folder inside that only we may enter."""
        folder = self.folder / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def log(self, name: str) -> Path:
        """The file that one process writes its output to."""
        return self.private("log") / f"{name}.log"

    @contextlib.contextmanager
    def alone(self, name: str, otherwise: str) -> Iterator[None]:
        """Hold a lock that the kernel drops when we die; refuse with the sentence when somebody else holds it."""
        with (self.private("locks") / f"{name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LaunchError(otherwise) from None
            yield

    def secret(self, name: str) -> str:
        """A random text, made once and kept in a file that only we can read."""
        file = self.private("secrets") / name
        if not file.exists():
            replace(file, secrets.token_urlsafe(48))
        return file.read_text()


def replace(file: Path, text: str) -> None:
    """Write a small file whole or not at all, readable by us only."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
    os.replace(name, file)


def socket_folder(home: Path, name: str, owner: int) -> Path:
    """An empty-handed folder for a server's socket: beside the data, or in the temp folder where that path is too long.

    A socket's path must stay under 100 bytes. The temp folder is everybody's, so a folder found there must be ours.
    """
    hashed = "clahrc-" + hashlib.sha256(f"{home}:{owner}".encode()).hexdigest()[:16]
    for folder in (home / "socket", Path(tempfile.gettempdir()) / hashed, SHORT_TEMP / hashed):
        if len(os.fsencode(folder / name)) < LONGEST_SOCKET:
            return owned(folder, owner)
    raise LaunchError(f"The path {home} is too long for a socket: choose a shorter DATA_DIR.")


def owned(folder: Path, owner: int) -> Path:
    """The folder, made with mode 0700 for this user id; refused when somebody else made it or opened it."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
        raise LaunchError(f"{folder} belongs to somebody else or is open to others: remove it, then run this again.")
    return folder


def check_port(port: int, *, patience: float = 2.0) -> None:
    """Refuse a port that somebody listens on. A run that was just killed gets `patience` seconds to let go of it."""
    until = time.monotonic() + patience
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                return probe.bind((HOST, port))
            except PermissionError:
                raise LaunchError(
                    f"Port {port} is not allowed here: choose one above 1023, e.g. `python3 run.py --port 8001`."
                ) from None
            except OSError:
                if time.monotonic() > until:
                    raise LaunchError(
                        f"Port {port} is taken: stop what listens there or choose another,"
                        f" e.g. `python3 run.py --port {port + 1}`."
                    ) from None
        time.sleep(0.1)
