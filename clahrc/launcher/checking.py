"""`run.py check`: everything that can be said about the code without running the tests. It never edits a file."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from clahrc.launcher.environment import MANAGE, PYTHON, for_checks
from clahrc.launcher.locking import is_fresh
from clahrc.launcher.places import PROJECT

SCRIPTS = Path(PYTHON).parent
CHECKS: dict[str, list[str]] = {
    "style": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy", "."],
    "imports": [PYTHON, str(SCRIPTS / "lint-imports")],
    "template lint": [PYTHON, "-m", "djlint", "--lint", "."],
    "migrations complete": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "ready to deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "documents fresh": [*MANAGE, "docs", "--check"],
}


def check() -> int:
    """Run every check, say how each went; 1 when any failed."""
    environment = for_checks()
    failed = []
    for name, command in CHECKS.items():
        started = time.monotonic()
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        failed += [name] if report(name, not done.returncode, time.monotonic() - started, done.stdout) else []
    fresh, hint = is_fresh()
    failed += ["lock fresh"] if report("lock fresh", fresh, 0.0, hint) else []
    print(f"{len(failed)} failed: {', '.join(failed)}." if failed else "All checks are well.")
    return int(bool(failed))


def report(name: str, well: bool, seconds: float, output: str) -> bool:
    """Print one line, and what the check said where it failed; True for a failed one."""
    print(f"{name:<22}{'ok' if well else 'FAILED':<8}{seconds:5.1f} s", flush=True)
    if not well:
        print(output.rstrip() + "\n", flush=True)
    return not well
