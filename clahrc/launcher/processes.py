"""Processes: start them so that they cannot outlive us, ask whether they live, stop them in order."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import PROJECT

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux
LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None) if LINUX else None


class Stopped(BaseException):
    """A person or the system asked us to stop. Raised once; what follows is tidying up, which nothing interrupts."""


def hush() -> None:
    """From here on nothing interrupts us: we are tidying up."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)


def stop_on_signals() -> None:
    """Turn the first INT, TERM or HUP into `Stopped` and ignore the ones after it. Under nohup HUP stays ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        hush()
        raise Stopped(signal.Signals(number).name)

    for each in STOPPING:
        if each != signal.SIGHUP or signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)


def wait_for(condition: Callable[[], bool], seconds: float, *, pause: float = 0.02) -> bool:
    """Look every few milliseconds until the condition holds; False when it did not within the time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
    return True


def alive(pid: int) -> bool:
    """True while this process runs; a zombie does not run. Our own dead children are buried on the way."""
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not zombie(pid)


def zombie(pid: int) -> bool:
    """True for a process that ended and that its parent has not noticed yet (only Linux tells)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in {"Z", "X"}
    except OSError:
        return LINUX


def works_in(pid: int, folder: Path) -> bool:
    """Whether this live process has the folder as its working directory. Only Linux tells; elsewhere we believe it."""
    try:
        return os.readlink(f"/proc/{pid}/cwd") == str(folder)
    except OSError:
        return not LINUX


def working_in(folder: Path) -> list[int]:
    """The ids of all live processes whose working directory is this folder (none known outside Linux)."""
    pids = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if works_in(pid, folder)]


def end(pid: int, number: signal.Signals, patience: float) -> None:
    """Ask a process to stop, wait for it, and kill it when it does not."""
    for each in (number, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, each)
        if wait_for(lambda: not alive(pid), patience):
            return


def plain_environment() -> dict[str, str]:
    """An environment in which servers speak English and find no settings of the person who started us."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def detached(command: Sequence[str], log: Path, identity: Mapping[str, Any]) -> int:
    """Start a server that may outlive us, since other commands may use it; its process id, for `alive` and `end`."""
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd="/",
            env=plain_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **identity,
        )
    child.returncode = 0  # whoever comes next watches it by its id; this object is done with it
    return child.pid


def die_with_parent() -> None:
    """In the child: ask the kernel for a TERM when the launcher dies, by whatever cause (Linux)."""
    if LIBC:
        LIBC.prctl(SET_DEATH_SIGNAL, signal.SIGTERM)


@dataclass
class Process:
    """One long-running part of the application, in a process group of its own, writing to a log file."""

    name: str
    command: Sequence[str]
    log: Path
    patience: float = 10.0
    child: subprocess.Popen[bytes] | None = None
    works_in: Path = PROJECT

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it; its old log makes way for the new one."""
        with self.log.open("wb") as output:
            self.child = subprocess.Popen(
                self.command,
                cwd=self.works_in,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def check(self) -> None:
        """Raise `LaunchError` with the reason when it is no longer running."""
        status = self.child.poll() if self.child else None
        if status is not None:
            reason = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
            raise LaunchError(
                f"The {self.name} {reason}, so everything was stopped. Its log, {self.log}, ends:\n{tail(self.log)}"
            )

    def stop(self) -> None:
        """Ask it to finish, then make sure that nothing of its group is left."""
        if self.child is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.child.terminate()
            self.child.wait(self.patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of a log, indented."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(f"  {line}" for line in text.splitlines()[-lines:])


def foreground(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command on this terminal and return its status; a signal to us reaches it too."""
    child = subprocess.Popen(command, cwd=PROJECT, env=environment, preexec_fn=die_with_parent)
    try:
        return child.wait()
    except Stopped:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(20)
        raise
    finally:
        child.kill()
        child.wait()
