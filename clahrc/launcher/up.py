"""`run.py` without a command: prepare the database, run web, worker and beat until somebody stops them."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import shlex
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from clahrc.launcher.environment import PYTHON, for_running, is_local
from clahrc.launcher.errors import LaunchError
from clahrc.launcher.places import HOST, PROJECT, Data, check_port, replace
from clahrc.launcher.processes import Process, Stopped, die_with_parent, hush, tail, wait_for
from clahrc.launcher.servers import Servers

READY_SECONDS = 60.0
LOOK_SECONDS = 0.5
OTHER_VERSION = 3  # the status of `COMMANDS` where the tables are not those of this version
# Several management commands in one process: starting Django takes longer than most of them. Nothing is written before
# the look at the database.
COMMANDS = f"""
import json, sys, django
from django.core.management import CommandError, call_command
django.setup()
from clahrc.history import check_history
*first, last = json.loads(sys.argv[1])
try:
    check_history()
except CommandError as error:
    print(error, file=sys.stderr)
    sys.exit({OTHER_VERSION})
try:
    for words in first:
        call_command(*words, stdout=sys.stderr)
    call_command(*last)
except CommandError as error:
    sys.exit(str(error))
"""
CELERY = [PYTHON, "-m", "celery", "-A", "clahrc"]


def up(data: Data, port: int) -> int:
    """Run everything. 0 when a person stopped it; `LaunchError` when a part ended by itself."""
    busy = f"The application runs already on {data.folder}: stop it first, or choose another --data-dir and --port."
    with data.alone("run", busy):
        check_port(port)
        with Servers(data, os.environ) as servers:
            environment = for_running(data, port, servers.variables())
            parts = [web(data, port), worker(data), beat(data)]
            try:
                accounts = prepare(data, environment)
                for part in parts:
                    part.start(environment)
                wait_until_ready(parts, port, environment)
                announce(environment, port, data.private("log"), accounts)
                watch(parts, servers)
            except Stopped as signal:
                print(f"\nStopping ({signal}) ...", flush=True)
            finally:
                hush()
                for part in parts:
                    part.stop()
    return 0


def web(data: Data, port: int) -> Process:
    """Granian serves the pages; a thread waits for the database while the others work."""
    words = ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "3", "--no-ws"]
    address = ["--host", HOST, "--port", str(port)]
    return Process("web server", [PYTHON, "-m", *words, *address, "clahrc.wsgi:application"], data.log("web"))


def worker(data: Data) -> Process:
    """Celery's worker: mail and exports."""
    words = ["worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    return Process("worker", [*CELERY, *words], data.log("worker"))


def beat(data: Data) -> Process:
    """Celery's clock. No pid file: one left by a killed beat would keep the next from starting."""
    schedule = data.private("beat") / "schedule"
    return Process("beat", [*CELERY, "beat", "--pidfile=", f"--schedule={schedule}"], data.log("beat"))


def prepare(data: Data, environment: Mapping[str, str]) -> str:
    """Collect static files while the tables are brought up to date; locally, fill an empty database with the demo.

    Returns who can sign in, for the reader.
    """
    migrate, demo = ["migrate", "--noinput"], [["demo", "--if-empty"], ["demo", "--accounts"]]
    static = begin([["collectstatic", "--noinput"]], environment) if (fingerprint := static_changed(data)) else None
    database = begin([migrate, *demo] if is_local(os.environ) else [migrate], environment)
    accounts = finish(database, data, "migrate", "demo")
    if static:
        finish(static, data, "collectstatic")
        replace(data.private("static") / ".fingerprint", fingerprint)
    return accounts if is_local(os.environ) else ""


def begin(commands: Sequence[Sequence[str]], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start management commands in one process; only the output of the last is kept apart from the messages."""
    return subprocess.Popen(
        [PYTHON, "-c", COMMANDS, json.dumps(commands)],
        cwd=PROJECT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "clahrc.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent,
    )


def finish(process: subprocess.Popen[str], data: Data, *names: str) -> str:
    """Wait for management commands and return the output of the last."""
    output, messages = process.communicate()
    if process.returncode == OTHER_VERSION:
        raise LaunchError(messages.rstrip() if os.environ.get("DATABASE_URL") else other_version(data.folder))
    if process.returncode:
        command = " or ".join(f"`manage.py {name}`" for name in names)
        raise LaunchError(f"{command} failed; put right what it says, then run this again:\n{messages.rstrip()}")
    return output


def other_version(folder: Path) -> str:
    """What to do about a data folder with the tables of an older or a newer version."""
    kept = f"mv {shlex.quote(str(folder))} {shlex.quote(f'{folder}-before')}"
    return (
        f"The data folder {folder} was written by another version of clahrc, with other tables, and was left as it is:"
        f" run that version on it, or start anew and keep it, by moving it away (`{kept}`) or by choosing another one"
        " with `--data-dir`."
    )


def static_changed(data: Data) -> str:
    """A fingerprint of all static files of the project and of the packages; empty when it is that of the last time."""
    folders = [PROJECT / "static", *PROJECT.glob("*/static")]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    marks = [
        f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in [PROJECT / "requirements.lock", *files]
    ]
    found = hashlib.sha256("\n".join(marks).encode()).hexdigest()
    known = data.private("static") / ".fingerprint"
    return "" if known.exists() and known.read_text() == found else found


def wait_until_ready(parts: Sequence[Process], port: int, environment: Mapping[str, str]) -> None:
    """Return when the site answers and the worker takes work."""
    host = environment.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip("*. ") or "localhost"
    web, worker, _ = parts

    def ready() -> bool:
        for part in parts:
            part.check()
        return answers(port, host) and says_ready(worker.log)

    if not wait_for(ready, READY_SECONDS, pause=0.05):
        raise LaunchError(
            f"The site did not answer within {READY_SECONDS:.0f} s; the log of the web server,"
            f" {web.log}, ends:\n{tail(web.log)}"
        )


def answers(port: int, host: str) -> bool:
    """True when `/health/` answers 200."""
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("GET", "/health/", headers={"Host": host})
        return line.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        line.close()


def says_ready(log: Path) -> bool:
    """True when the worker has written that it takes work."""
    return b" ready." in log.read_bytes()


def announce(environment: Mapping[str, str], port: int, logs: Path, accounts: str) -> None:
    """Print the address, who can sign in, where things are, how to stop and how long it took."""
    seconds = time.time() - float(os.environ.get("LAUNCH_STARTED", time.time()))
    mail = environment.get("EMAIL_URL", "")
    lines = [f"\n  {environment.get('BASE_URL') or f'http://localhost:{port}'}\n"]
    lines += [f"  {line}" for line in accounts.rstrip().splitlines()]
    lines += [f"\n  Mail    {mail.removeprefix('filemail://')}"] if mail.startswith("filemail://") else []
    lines += [f"  Logs    {logs}", "  Stop    Ctrl-C", f"\nReady in {seconds:.1f} s."]
    print("\n".join(lines), flush=True)


def watch(parts: Sequence[Process], servers: Servers) -> None:
    """Look after all of them until a signal comes; `LaunchError` when one is gone."""
    while True:
        for part in parts:
            part.check()
        servers.check()
        time.sleep(LOOK_SECONDS)
