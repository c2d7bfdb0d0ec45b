"""Which system user runs Postgres: it refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clahrc.launcher.errors import LaunchError
from clahrc.launcher.processes import plain_environment

UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of this computer; `switch` says whether becoming that user takes root's rights."""

    name: str
    uid: int
    gid: int
    switch: bool

    @classmethod
    def for_postgres(cls) -> Account:
        """Ourselves, or, when we are root, an unprivileged user that exists already."""
        if os.geteuid():
            return cls.of(ourselves(), switch=False)
        for name in UNPRIVILEGED:
            try:
                return cls.of(pwd.getpwnam(name), switch=True)
            except KeyError:
                continue
        raise LaunchError(
            "Postgres does not run as root and there is neither a user postgres nor nobody:"
            " run `useradd --system postgres`, or set DATABASE_URL."
        )

    @classmethod
    def of(cls, entry: pwd.struct_passwd, *, switch: bool) -> Account:
        """From a line of the user table."""
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid, switch)

    @property
    def identity(self) -> dict[str, Any]:
        """The arguments of `subprocess` that make a process run as this user, and as nothing more."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def run(self, command: Sequence[str | Path], text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a short command as this user, from the root folder (ours may be closed to it)."""
        return subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            env=plain_environment(),
            check=False,
            **self.identity,
        )

    def can(self, what: str, path: Path) -> bool:
        """Whether this user can read (`-r`), write (`-w`) or run (`-x`) the path, through all folders above it."""
        return self.run(["/bin/sh", "-c", 'test "$0" "$1"', what, path]).returncode == 0


def ourselves() -> pwd.struct_passwd:
    """The entry of the user who started us."""
    try:
        return pwd.getpwuid(os.geteuid())
    except KeyError:
        raise LaunchError(
            f"The user id {os.geteuid()} has no entry in the user table, which Postgres needs:"
            " add one to /etc/passwd, or set DATABASE_URL."
        ) from None
