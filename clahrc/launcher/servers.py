"""The embedded servers, shared by all commands that run on one data folder.

Two lock files, which the kernel lets go of when their holder dies, however it dies: `change.lock` is held by the one
command that starts or stops servers at this moment, `use.lock` is held (shared) by every command that uses them. Who
leaves and can take `use.lock` for itself was the last, and stops them.
"""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator, Mapping
from typing import IO, Protocol

from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import Data
from clahrc.launcher.postgres import Postgres
from clahrc.launcher.valkey import Valkey


class Server(Protocol):
    """What `Postgres` and `Valkey` have in common. Start and stop may be called again without harm."""

    name: str

    def url(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def running(self) -> bool: ...


KINDS: dict[str, type[Postgres] | type[Valkey]] = {"DATABASE_URL": Postgres, "REDIS_URL": Valkey}


class Servers:
    """The embedded servers that the environment leaves to us: none, one or both. Use it with `with`."""

    def __init__(self, data: Data, environment: Mapping[str, str], *, durable: bool = True) -> None:
        self.data = data
        missing = [variable for variable in KINDS if not environment.get(variable)]
        self.embedded: dict[str, Server] = {}
        if missing:
            with self._changing():
                self.embedded = {variable: KINDS[variable](data, durable=durable) for variable in missing}

    def __enter__(self) -> Servers:
        if self.embedded:
            with self._changing():
                self.use = self._open("use.lock")
                fcntl.flock(self.use, fcntl.LOCK_SH)
                try:
                    for server in self.embedded.values():
                        server.start()
                except BaseException:
                    self._leave()
                    raise
        return self

    def __exit__(self, *reason: object) -> None:
        if self.embedded:
            with self._changing():
                self._leave()

    def variables(self) -> dict[str, str]:
        """The addresses, for the environment of the application."""
        return {variable: server.url() for variable, server in self.embedded.items()}

    def check(self) -> None:
        """Raise `LaunchError` when one of them is gone."""
        for server in self.embedded.values():
            if not server.running():
                raise LaunchError(
                    f"{server.name} ended, so everything was stopped; its log is in {self.data.folder / 'log'}."
                )

    def _leave(self) -> None:
        """Stop the servers, last started first, unless another command uses them."""
        with self.use, contextlib.suppress(BlockingIOError):
            fcntl.flock(self.use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for server in reversed(self.embedded.values()):
                server.stop()

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        with self._open("change.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _open(self, name: str) -> IO[str]:
        return (self.data.private("locks") / name).open("w")
