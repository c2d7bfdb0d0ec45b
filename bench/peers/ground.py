"""Brings a peer up: its environment from the package index, once; its database, its rows and its server in each run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.frame import BenchError
from bench.load import CSRF, Browser, Request, ask
from bench.peers.pinned import PEERS, Ground, Peer
from bench.stage import Served, Stage, connected, finish, free_port
from clahrc.launcher.processes import Process, die_with_parent

HERE = Path(__file__).parent
SIGN_IN = "sign-in"
Words = Sequence[str | Path]
OLD_KINDS = "--prefer-binary"  # some of their packages come as source only
PATIENCE = 1200.0  # seconds for an installation


@dataclass
class PeerSite(Served):
    """A peer that answers. `told` is what its seed printed."""

    told: Mapping[str, object] = field(default_factory=dict)
    writes: Iterator[Sequence[str]] = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.writes = iter(self.told["writes"])  # type: ignore[call-overload]

    def check(self) -> None:
        """Ask for everything once. Raises BenchError, so that a peer that cannot answer spoils no row of the others."""
        for request in (*map(self.page, self.told["pages"]), *self.take(1)):  # type: ignore[call-overload]
            ask(self.port, request)

    def page(self, name: str) -> Request:
        """How a browser asks for one of its pages."""
        path, body = self.told["pages"][name]  # type: ignore[index]
        if name == SIGN_IN:  # nobody is signed in yet
            return Browser(self.port).get(path)
        return self._request(path, body, expected=200)

    def take(self, number: int) -> list[Request]:
        """Writes that nobody has sent yet."""
        taken = list(islice(self.writes, number))
        if len(taken) < number:
            raise BenchError("the peer has nothing left to write: let its seed print more")
        return [self._request(path, body, expected=int(str(self.told["written"]))) for path, body in taken]

    def _request(self, path: str, body: str, *, expected: int) -> Request:
        browser = Browser(self.port, cookie=str(self.told["cookie"]))
        of_body = dict(self.told["headers"]) if body else {}  # type: ignore[call-overload]
        accept = {"Accept": str(self.told.get("accept", "text/html"))}
        return browser.send(path, body.encode(), expected=expected, **accept, **of_body)


def environment_of(name: str, folder: Path) -> Path:
    """The interpreter of a peer, in whose environment exactly the pinned packages are; made when it is not there."""
    peer, home = PEERS[name], folder / "environment"
    stamp, python = home / "requirements.txt", home / "bin" / "python"
    wanted = "\n".join(peer.requirements)
    if not (stamp.exists() and stamp.read_text() == wanted):
        shutil.rmtree(home, ignore_errors=True)
        install(name, home, peer.requirements, folder / "install.log")
        stamp.write_text(wanted)
    return python


def install(name: str, home: Path, requirements: Sequence[str], log: Path) -> None:
    """Put the packages into a new environment. Raises BenchError when the index has not given them."""
    uv, python = shutil.which("uv"), home / "bin" / "python"
    here: Words = [sys.executable, "-m", "venv", *(["--without-pip"] if uv else []), home]
    pip: Words = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install", OLD_KINDS]
    with log.open("wb") as output:
        for words in (here, [*pip, "-q", *requirements]):
            if not succeeds(words, output.fileno()):
                raise BenchError(f"the packages of {name} could not be had from the index; {log} says why")


def succeeds(command: Words, output: int) -> bool:
    """Whether this program ends well within the patience we have."""
    try:
        child = subprocess.Popen(command, stdout=output, stderr=output, preexec_fn=die_with_parent)
    except OSError:
        return False
    try:
        return child.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        child.kill()


def bring_up(stage: Stage, name: str) -> PeerSite:
    """Install, make the tables, fill them, serve. Raises BenchError."""
    peer = PEERS[name]
    folder = stage.data.private("peers") / name
    folder.mkdir(exist_ok=True)
    python = environment_of(name, folder)
    url = stage.new_database(name)
    shutil.rmtree(folder / "run", ignore_errors=True)
    (folder / "run").mkdir()
    ground = Ground(python, folder / "run", free_port(), url, stage.addresses["REDIS_URL"])
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", **peer.environment(ground)}
    where = peer.works_in(ground)
    for words in peer.prepare(ground):
        finish([str(python), *words], environment, where)
    seed = [str(HERE / f"seed_{name}.py"), str(ground.configuration), str(peer.rows), CSRF]
    facts = json.loads(finish([str(python), *seed], environment, where).splitlines()[-1])
    with connected(url) as cursor:
        cursor.execute("VACUUM ANALYZE")  # as after a while of ordinary use; ours has it too
    return served(stage, name, peer, ground, environment, facts)


def served(
    stage: Stage, name: str, peer: Peer, ground: Ground, environment: Mapping[str, str], facts: Mapping[str, object]
) -> PeerSite:
    """Start its server and wait until it answers."""
    command = [str(ground.python), *peer.serve(ground)]
    process = Process(f"server of {name}", command, ground.folder / "server.log", works_in=peer.works_in(ground))
    stage.start(process, environment, ground.port)
    site = PeerSite(name, process, ground.port, ground.database_url, facts)
    site.check()
    return site
