"""The environment variables that the application runs with here; `clahrc/env.py` reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from clahrc.launcher.places import Data

PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
FOLDERS = ("files", "mail", "static", "beat")
PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS")  # whoever sets one of these is not trying things out
LEFT_OUT_OF_TESTS = (
    *PRODUCTION,
    "BASE_URL",
    "EMAIL_URL",
    "EMAIL_FROM",
    "DEBUG",
    "LOG_LEVEL",
    "MEDIA_ROOT",
    "STATIC_ROOT",
)


def is_local(variables: Mapping[str, str]) -> bool:
    """True when nothing says that this is a real installation: plain http on this computer, and the demo project."""
    return not any(variables.get(name) for name in PRODUCTION)


def for_running(data: Data, port: int, servers: Mapping[str, str]) -> dict[str, str]:
    """What is given, the addresses of the embedded servers and, for a local run, what a real installation would set."""
    for name in FOLDERS:
        data.private(name)
    given = os.environ
    variables = {**given, **servers, "DATA_DIR": str(data.folder), "PYTHONUNBUFFERED": "1"}
    if not is_local(given):
        return variables
    local = {
        "BASE_URL": f"http://localhost:{port}",
        "EMAIL_URL": f"filemail://{data.folder / 'mail'}",
        "LOG_LEVEL": "INFO",
    }
    return {**local, **variables, "LOCAL": "1", "SECRET_KEY": data.secret("secret-key")}


def for_tests(folder: Path, servers: Mapping[str, str]) -> dict[str, str]:
    """The same for every machine: what a person has set for running does not reach the tests."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT_OF_TESTS}
    return {**kept, **servers, "LOCAL": "1", "DATA_DIR": str(folder)}


def for_checks() -> dict[str, str]:
    """A production that nobody runs: complete, with servers that do not exist."""
    production = {
        "LOCAL": "",
        "DEBUG": "",
        "SECRET_KEY": "a-key-for-the-checks-only-" + "0123456789abcdef" * 4,
        "ALLOWED_HOSTS": "clahrc.example",
        "BASE_URL": "https://clahrc.example",
        "DATABASE_URL": "postgres://checks@127.0.0.1:1/checks",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_URL": "smtp+tls://checks@127.0.0.1:1",
        "EMAIL_FROM": "clahrc <clahrc@clahrc.example>",
    }
    return {**os.environ, **production}
