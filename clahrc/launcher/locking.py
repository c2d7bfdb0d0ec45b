"""`run.py lock`: write the lock files from `pyproject.toml`; and the check, offline, that they belong to it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tomllib

from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import PROJECT

PYPROJECT = PROJECT / "pyproject.toml"
LOCKS: dict[str, list[str]] = {"requirements.lock": [], "requirements-dev.lock": ["--group", "dev"]}
COMPILE = [
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
]


def first_line() -> str:
    """What a fresh lock begins with: a hash of everything in `pyproject.toml` that says what to install."""
    project = tomllib.loads(PYPROJECT.read_text())
    wanted = [project["project"]["dependencies"], project["project"]["requires-python"], project["dependency-groups"]]
    return f"# for pyproject {hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()}"


def is_fresh() -> tuple[bool, str]:
    """Whether all locks were made for the present `pyproject.toml` and name no registry, and what to do if not."""
    for name in LOCKS:
        text = (PROJECT / name).read_text()
        if text.partition("\n")[0] != first_line():
            return False, f"{name} is older than the dependencies in pyproject.toml: run `python3 run.py lock`."
        if "://" in text:
            return False, f"{name} names a registry: run `python3 run.py lock`."
    return True, ""


def lock() -> int:
    """Write both locks. Versions that are locked already stay, as far as `pyproject.toml` allows."""
    uv = shutil.which("uv")
    if not uv:
        raise LaunchError("Locking needs uv: install it (`pip install uv`), then run this again.")
    for name, group in LOCKS.items():
        command = [uv, *COMPILE, "--python-version", "3.11", *group, "pyproject.toml", "-o", name]
        if subprocess.run(command, cwd=PROJECT, stdout=subprocess.DEVNULL, check=False).returncode:
            raise LaunchError(f"uv could not write {name}: the lines above say why.")
        file = PROJECT / name
        body = [line for line in file.read_text().splitlines() if not line.startswith("# for pyproject ")]
        file.write_text("\n".join([first_line(), *body]) + "\n")
    return 0
