"""What is measured, brought up when a row first asks for it and taken down at the end: databases and web servers.

Ours and the reference run under the same granian with the same workers and threads: the command is that of `run.py`.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from bench.cost import Spent
from bench.crowd import ARCHIVE, SIZES, SMALLEST, Size
from bench.frame import BenchError, Line
from bench.load import HOST, Browser, ask
from bench.machine import family, server_of, used, used_in_postgres
from bench.script import Place, Script
from bench.width import NARROW, WIDE, Width
from clahrc.launcher.environment import MANAGE, PYTHON, for_tests
from clahrc.launcher.places import PROJECT, Data
from clahrc.launcher.processes import Process, die_with_parent, wait_for
from clahrc.launcher.up import web, worker

READY_SECONDS = 60.0
QUEUE = "bench"  # the first word of a site's queue, and of its cache


@dataclass
class Served:
    """A web server with its database. `helpers` are further processes that work for it, such as a worker."""

    name: str
    process: Process
    port: int
    database_url: str
    server: int = field(init=False)
    helpers: list[Process] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        with connected(self.database_url) as cursor:
            self.server = server_of(cursor.connection.info.backend_pid)

    def spent(self) -> Spent:
        """Seconds of the processor that its processes and its connections to the database have used up to now."""
        parents = [process.child.pid for process in (self.process, *self.helpers) if process.child]
        families = set().union(*map(family, parents))
        return used(families), used_in_postgres(self.server, name_of(self.database_url))


@dataclass
class Site(Served):
    """Ours, or the minimal one."""

    script: Script = field(default_factory=Script)
    sessions: Sequence[str] = ()
    places: Iterator[Place] = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.places = iter(self.script.places)

    def take(self, number: int) -> list[Place]:
        """Seats that nobody has written in yet; each is given out once."""
        taken = list(islice(self.places, number))
        if len(taken) < number:
            raise BenchError("there are no more empty seats: make the arena in bench/crowd.py larger")
        return taken

    def reader(self, page: str = "") -> Browser:
        """The browser of whoever reads this page: the one whom 50 things need, unless the script names another."""
        return Browser(self.port, self.script.by.get(page, self.script.reader))


class Stage:
    """Use it with `with`. `data` is a folder of the measurement's own, `addresses` those of the servers."""

    def __init__(self, data: Data, addresses: Mapping[str, str], scale: str) -> None:
        self.data, self.addresses, self.scale = data, addresses, scale
        self.sites: dict[str, Site] = {}
        self.stack = contextlib.ExitStack()

    def __enter__(self) -> Stage:
        drop_all(self.addresses["DATABASE_URL"])
        return self

    def __exit__(self, *reason: object) -> None:
        self.stack.close()
        drop_all(self.addresses["DATABASE_URL"])

    def base(self) -> Site:
        """Our site with 1,000 reflections."""
        return self._ours("base", SMALLEST)

    def archive(self) -> Site:
        """Our site with 10,000 reflections and 10,000 milestones in one project."""
        return self._ours("archive", ARCHIVE)

    def narrow(self) -> Site:
        """A project with 50 of everything."""
        return self._ours("narrow", NARROW)

    def wide(self) -> Site:
        """A project with very many of everything."""
        return self._ours("wide", WIDE[self.scale])

    def large(self) -> Site:
        """Our site with as many reflections as the scale says."""
        return self._ours("large", SIZES[self.scale])

    @property
    def reflections(self) -> int:
        """How many the large site holds."""
        return SIZES[self.scale].reflections

    def _ours(self, name: str, size: Size | Width) -> Site:
        if name not in self.sites:
            url = self.new_database(name)
            environment = self.environment(name, url)
            finish([*MANAGE, "migrate", "--noinput", "--verbosity", "0"], environment)
            finish([*MANAGE, "collectstatic", "--noinput", "--verbosity", "0"], environment)
            plain = json.loads(finish([PYTHON, "-m", type(size).__module__, json.dumps(asdict(size))], environment))
            script = Script(**plain | {"places": [Place(**place) for place in plain["places"]]})
            self.sites[name] = self._serve(name, url, environment, script)
        return self.sites[name]

    def work_for(self, site: Site) -> None:
        """A worker for one of our sites; what waited for one up to now is forgotten. Its processor time counts."""
        environment = self.environment(site.name, site.database_url)
        finish([PYTHON, "-m", "celery", "-A", "clahrc", "purge", "--force"], environment)
        process = worker(Data.at(self.data.folder / site.name))
        process.start(environment)
        self.stack.callback(process.stop)
        site.helpers.append(process)

    def asked(self, site: Site, module: str, *words: str) -> Any:
        """What a module of ours finds out in the database of this site, in a process of its own."""
        command = [PYTHON, "-m", module, *words]
        return json.loads(finish(command, self.environment(site.name, site.database_url)))

    def reasons(self, site: Site, pages: Iterable[str]) -> dict[str, str]:
        """What costs most in each of these pages of ours, in words."""
        asked = {name: (site.reader(name).session, site.script.pages[name]) for name in pages}
        return dict(self.asked(site, "bench.profiling", json.dumps(asked))) if asked else {}

    def explained(self, site: Site, lines: Mapping[str, Line]) -> list[Line]:
        """These lines, by the page of ours they are about; where one misses its goal, its note says what costs most."""
        why = self.reasons(site, [name for name, line in lines.items() if not line.holds])
        return [line.noted(why[name]) if name in why else line for name, line in lines.items()]

    def reference(self) -> Site:
        """The minimal site."""
        name = "reference"
        if name not in self.sites:
            url = self.new_database(name)
            environment = self.environment(name, url) | {"DJANGO_SETTINGS_MODULE": "bench.references.settings"}
            sessions = json.loads(finish([PYTHON, "-m", "bench.references.seed"], environment))
            site = self._serve(name, url, environment, Script(), "bench.references.wsgi:application")
            site.sessions = sessions
            self.sites[name] = site
        return self.sites[name]

    def new_database(self, name: str) -> str:
        """A new and empty one, dropped at the end."""
        url = own(self.addresses["DATABASE_URL"], name)
        with connected(self.addresses["DATABASE_URL"]) as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name_of(url)}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name_of(url)}"')
        return url

    def environment(self, name: str, url: str) -> dict[str, str]:
        """A local run like that of `run.py`, whatever the person at this terminal has set."""
        folder = self.data.private(name)
        variables = for_tests(folder, {**self.addresses, "DATABASE_URL": url})
        ours = {"LOG_LEVEL": "INFO", "STATIC_ROOT": str(self.data.folder / "static"), "QUEUE": f"{QUEUE}-{name}"}
        return variables | ours | {"CACHE_PREFIX": f"{QUEUE}-{name}", "DJANGO_SETTINGS_MODULE": "clahrc.settings"}

    def _serve(
        self, name: str, url: str, environment: Mapping[str, str], script: Script, application: str = ""
    ) -> Site:
        """Start granian and wait until it answers."""
        port = free_port()
        like_ours = web(Data.at(self.data.folder / name), port)
        command = [*like_ours.command[:-1], application] if application else like_ours.command
        process = Process(f"web server of {name}", command, like_ours.log)
        self.start(process, environment, port)
        return Site(name, process, port, url, script)

    def start(self, process: Process, environment: Mapping[str, str], port: int) -> None:
        """Start a web server and wait until it answers, whatever it answers; it is stopped at the end."""
        process.start(environment)
        self.stack.callback(process.stop)

        def answers() -> bool:
            process.check()
            try:
                return bool(ask(port, Browser(port).get("/bench-is-it-there/", expected=404)))
            except (BenchError, OSError) as trouble:
                return "answered" in str(trouble)

        if not wait_for(answers, READY_SECONDS, pause=0.1):
            raise BenchError(f"the {process.name} did not answer; its log is {process.log}")


def finish(command: Sequence[str], environment: Mapping[str, str], where: Path = PROJECT) -> str:
    """Run a program to its end and return what it printed."""
    child = subprocess.Popen(
        command,
        cwd=where,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent,
    )
    try:
        output, messages = child.communicate()
    finally:
        child.kill()
    if child.returncode:
        lines = [line for line in messages.splitlines() if line.strip()]
        reasons = [line for line in lines if not line.startswith((" ", "CONTEXT", "LINE"))]
        last = " ".join(reasons[-2:]) or "no reason given"
        raise BenchError(f"`{' '.join(command[1:4])}` failed: {last}")
    return output


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def name_of(url: str) -> str:
    """The database that an address leads to."""
    return urlsplit(url).path.lstrip("/")


def own(url: str, name: str) -> str:
    """The address of one of our databases beside the given one."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name_of(url)}_bench_{name}"))


@contextlib.contextmanager
def connected(url: str) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor outside any transaction."""
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def drop_all(url: str) -> None:
    """Drop our databases, those that an interrupted run left too."""
    with connected(url) as cursor:
        cursor.execute(
            "SELECT quote_ident(datname) FROM pg_database WHERE starts_with(datname, %s)", [name_of(own(url, ""))]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def plain_environment() -> dict[str, str]:
    """Ours without the addresses of servers: for a `run.py` that starts its own."""
    left_out = {"DATABASE_URL", "REDIS_URL", "DATA_DIR", "PORT", "LAUNCH_STARTED"}
    return {name: value for name, value in for_tests(Path(), {}).items() if name not in {*left_out, "LOCAL"}} | {
        "PATH": os.environ.get("PATH", os.defpath)
    }
