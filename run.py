#!/usr/bin/env python3
"""One command: `python3 run.py` installs and runs everything, `python3 run.py test` installs and tests everything.

This file needs nothing but Python. It makes `.venv`, puts the locked, hash-checked packages into it and hands over to
`clahrc/launcher`, which knows the commands.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
SPACE_NEEDED = 600 * 1024**2  # bytes: packages, their copies in the installer's cache, and an empty database
DEVELOPER_COMMANDS = {"test", "check", "lock"}


def main() -> None:
    """Install what the command needs, then become the launcher."""
    os.environ.setdefault("LAUNCH_STARTED", str(time.time()))
    if sys.version_info < OLDEST:
        stop(f"This is Python {sys.version.split()[0]}; run it with Python {OLDEST[0]}.{OLDEST[1]} or later.")
    os.chdir(PROJECT)
    lock = "requirements-dev.lock" if DEVELOPER_COMMANDS & set(sys.argv[1:]) else "requirements.lock"
    try:
        install(PROJECT / lock)
        os.execv(PYTHON, [str(PYTHON), "-m", "clahrc.launcher", *sys.argv[1:]])
    except KeyboardInterrupt:
        stop("Stopped during the installation; run the same command again to go on.")
    except OSError as error:
        stop(f"{error.filename or VENV}: {error.strerror}; make room or give yourself the rights, then run this again.")


def install(lock: Path) -> None:
    """Bring `.venv` to the lock file, unless its stamp says that it is there already; one process at a time."""
    VENV.mkdir(exist_ok=True)
    with (VENV / "install.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        stamp = VENV / f"{lock.stem}.sha256"
        wanted = hashlib.sha256(lock.read_bytes() + str(VENV).encode()).hexdigest()
        if os.access(PYTHON, os.X_OK) and stamp.exists() and stamp.read_text() == wanted:
            return
        if shutil.disk_usage(PROJECT).free < SPACE_NEEDED:
            stop(
                f"The disk of {PROJECT} is nearly full: make {SPACE_NEEDED // 1024**2} MB of room, then run this again."
            )
        print(f"Installing {lock.name} into {VENV.name} ...", flush=True)
        uv = shutil.which("uv")
        make_venv(with_pip=not uv)
        add_packages(lock, [uv, "pip", "install", "-q", "--python", str(PYTHON)] if uv else pip())
        stamp.write_text(wanted)


def make_venv(*, with_pip: bool) -> None:
    """A virtual environment of the running Python, unless a whole one is there."""
    whole = os.access(PYTHON, os.X_OK) and (VENV / "pyvenv.cfg").exists()
    if whole and not (
        with_pip and subprocess.call([*pip()[:3], "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ):
        return
    words = [sys.executable, "-m", "venv", *([] if with_pip else ["--without-pip"]), str(VENV)]
    if subprocess.run(words, stdout=subprocess.DEVNULL).returncode:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        stop(
            f"Python could not make {VENV}: on Debian or Ubuntu"
            f" run `apt-get install python{version}-venv`, then this again."
        )


def pip() -> list[str]:
    """The installer of the virtual environment itself, for machines without uv."""
    return [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]


def add_packages(lock: Path, installer: list[str]) -> None:
    """Install exactly what the lock names, wheels only; a second try forgives a network that hiccuped."""
    words = [*installer, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if subprocess.call(words) and subprocess.call(words):
        stop(
            "The packages could not be installed: read the lines above, check the network and the disk,"
            " then run this again."
        )


def stop(sentence: str) -> None:
    """End with one sentence that says what to do."""
    sys.exit(sentence)


if __name__ == "__main__":
    main()
