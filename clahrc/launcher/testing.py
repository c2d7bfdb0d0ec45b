"""`run.py test`: the whole suite on real servers, with a browser where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from clahrc.launcher.environment import PYTHON, for_tests
from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import Data
from clahrc.launcher.postgres import wheel
from clahrc.launcher.processes import foreground, hush
from clahrc.launcher.servers import Servers
from clahrc.launcher.valkey import DATABASES

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_BROWSER = "apt-get update && apt-get install -y chromium"
PROCESSES = ["-n", "2", "--dist", "worksteal"]


def test(data: Data, arguments: Sequence[str]) -> int:
    """Run pytest with further arguments and return its status. Several runs may go on at the same time."""
    browser = {} if "not browser" in arguments else browser_variables()
    shared = Data.at(data.folder / "test")
    with Servers(shared, os.environ, durable=False) as servers:
        addresses = servers.variables()
        if "REDIS_URL" in addresses:
            addresses["REDIS_URL"] = own_numbers(addresses["REDIS_URL"])
        templates = {"TEST_TEMPLATES": str(shared.private("templates"))} if "DATABASE_URL" in addresses else {}
        addresses["DATABASE_URL"] = own_database(addresses.get("DATABASE_URL") or os.environ["DATABASE_URL"])
        with tempfile.TemporaryDirectory(prefix="run-", dir=shared.folder) as folder:
            try:
                environment = for_tests(Path(folder), {**addresses, **templates, **browser})
                return foreground([PYTHON, "-m", "pytest", *PROCESSES, *arguments], environment)
            finally:
                hush()
                drop_databases(addresses["DATABASE_URL"])


def own_database(url: str) -> str:
    """The address with a name of this run in it: Django derives the names of its test databases from it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}_{os.getpid()}"))


def own_numbers(url: str) -> str:
    """The address with the first of the Redis numbers of this run in it: 16, for as many processes of pytest."""
    return url.removesuffix("0") + str(os.getpid() * 16 % DATABASES)


def drop_databases(url: str) -> None:
    """Drop what an interrupted run left: the test databases made from the name in this address."""
    name = unquote(urlsplit(url).path.lstrip("/"))
    found = psql(
        url, "SELECT quote_ident(datname) FROM pg_database WHERE starts_with(datname, :'mine')", mine=f"test_{name}"
    )
    for database in found.split():
        psql(url, f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def psql(url: str, statement: str, **variables: str) -> str:
    """The bare output of one statement. The password travels in the environment, where other users do not see it."""
    parts = urlsplit(url)
    address = {
        "PGHOST": unquote(parts.netloc.rpartition("@")[2]) if "%2f" in parts.netloc.lower() else parts.hostname or "",
        "PGPORT": "" if "%2f" in parts.netloc.lower() else str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": "postgres",
    }
    command = [
        str(wheel() / "pginstall" / "bin" / "psql"),
        "-XAtq",
        *(f"-v{name}={value}" for name, value in variables.items()),
    ]
    environment = {**os.environ, **{name: value for name, value in address.items() if value}}
    return subprocess.run(command, input=statement, env=environment, capture_output=True, text=True, check=False).stdout


def browser_variables() -> Mapping[str, str]:
    """Where the browser is, installed first where we may; else the mark that lets the browser tests skip themselves."""
    found = find_browser()
    if not found and os.geteuid() == 0 and Path("/etc/debian_version").exists():
        print("Installing Chromium for the browser tests ...", flush=True)
        subprocess.run(["/bin/sh", "-c", INSTALL_BROWSER], stdout=subprocess.DEVNULL, check=False)
        found = find_browser()
    if found:
        return {"CHROMIUM": found, "BROWSER_TESTS": "run"}
    if os.environ.get("CI"):
        raise LaunchError(
            f"There is no Chromium, and CI has to run the browser tests: `{INSTALL_BROWSER}` enables them."
        )
    print(
        f"There is no Chromium: the browser tests are skipped. As root, `{INSTALL_BROWSER}` enables them.", flush=True
    )
    return {"BROWSER_TESTS": "missing"}


def find_browser() -> str:
    """The path of a Chromium or Chrome, or nothing."""
    given = os.environ.get("CHROMIUM", "")
    return next((path for name in (given, *BROWSERS) if name and (path := shutil.which(name))), "")
