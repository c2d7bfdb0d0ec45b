"""A migrated database to copy: migrations run once, not once in every process of pytest and in every run.

It stands in the disposable cluster of the tests under a name made from everything that decides how it looks, and as a
dump beside the cluster, which is made anew at each start. Under either name there is only ever a whole one: it is made
under another name first. The copy is migrated once more, which finds nothing to do, or does what is missing.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from clahrc.launcher.postgres import wheel

KEPT = 3  # dumps; a second branch in the same folder has one of its own
SETTINGS = ("INSTALLED_APPS", "AUTH_USER_MODEL", "DEFAULT_AUTO_FIELD", "TIME_ZONE", "LANGUAGE_CODE")


def template(folder: Path) -> str:
    """The name of a database to copy, made first where there is none; several processes may ask at the same time."""
    name = f"template_{fingerprint()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])  # let go of when this connection closes
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            half = f"{name}_half"
            cursor.execute(f"DROP DATABASE IF EXISTS {half} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {half}")
            fill(half, folder / f"{name}.sql")
            cursor.execute(f"ALTER DATABASE {half} RENAME TO {name}")
    return name


def fingerprint() -> str:
    """Of the migrations, of the models they may import, of the packages and of the settings they read."""
    found = hashlib.sha256(repr([getattr(settings, name) for name in SETTINGS]).encode())
    for file in sorted({*migrations(), *models(), settings.BASE_DIR / "requirements-dev.lock"}):
        found.update(f"{file}\n".encode() + file.read_bytes())
    return found.hexdigest()[:24]


def migrations() -> Iterator[Path]:
    """The files of all migrations, ours and those of packages."""
    for app in apps.get_app_configs():
        yield from (Path(app.path) / "migrations").glob("*.py")


def models() -> Iterator[Path]:
    """The files of our models, the one room that a migration may import from."""
    for file in settings.BASE_DIR.glob("*/models*"):
        yield from file.rglob("*.py") if file.is_dir() else [file]


def fill(name: str, dump: Path) -> None:
    """Put the tables up from the dump; without one, or from a damaged one, by the migrations, and keep a dump."""
    if is_whole(dump) and load(name, dump):
        return
    with connected(name):
        call_command("migrate", verbosity=0, interactive=False)
    fresh = dump.with_suffix(f".{os.getpid()}")
    if run("pg_dump", name, "--no-owner", "--no-comments", "-f", str(fresh)):
        fresh.replace(dump)
    for old in sorted(dump.parent.glob("*.sql"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def is_whole(dump: Path) -> bool:
    """Is it there, down to the line that ends it?"""
    return dump.exists() and b"database dump complete" in dump.read_bytes()[-200:]


def load(name: str, dump: Path) -> bool:
    """Whether every statement of the dump was done; otherwise none was."""
    return run("psql", name, "-Xq1", "-v", "ON_ERROR_STOP=1", "-f", str(dump))


@contextmanager
def connected(name: str) -> Iterator[None]:
    """With the default connection on another database."""
    given = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = given


def run(program: str, name: str, *words: str) -> bool:
    """Run a program of Postgres on a database of the tests; whether all went well."""
    address, variables = connection.client.settings_to_cmd_args_env({**connection.settings_dict, "NAME": name}, [])
    command = [str(wheel() / "pginstall" / "bin" / program), *words, *address[1:]]
    return not subprocess.run(command, env=os.environ | (variables or {}), capture_output=True, check=False).returncode
