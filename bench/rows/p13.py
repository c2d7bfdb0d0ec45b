"""P13: what people do most, in ours and in programs of others that they might use instead, in one run."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode
from uuid import uuid4

from bench import load
from bench.cost import Act, Cost, cost_line, costs
from bench.frame import ROUNDS, BenchError, Line, failed, thrift
from bench.load import Browser, Request
from bench.peers.ground import PeerSite, bring_up
from bench.peers.pinned import PEERS
from bench.rows.p1 import Writing
from bench.stage import Site, Stage, connected

SMALL, LARGE = 100, 12  # requests in a round, for pages of some milliseconds and for those of a list
WRITES = 160
FILE_ROUNDS = 3
WAIT = 300.0  # seconds for a file
TOKEN = re.compile(rb'name="token" value="([^"]+)"')


@dataclass(frozen=True)
class Kind:
    """Something people do: our acts for it, the same at the peers, and what each peer's cost by ours must reach."""

    name: str
    ours: Mapping[str, str]  # by what it is called in the table, the page of our script
    peers: Mapping[str, Mapping[str, str]]
    goals: Mapping[str, float]
    number: int = SMALL
    rounds: int = ROUNDS


AHEAD, TWICE, FOURFOLD = 1.0, 0.5, 0.25
SMALL_PAGES = {"pretalx": AHEAD, "taguette": FOURFOLD, "doccano": FOURFOLD}
LISTS = {"pretalx": AHEAD, "taguette": AHEAD, "doccano": AHEAD}
# A write is not a page: ours are `Writing.save` and `Writing.send`, theirs `PeerSite.take`.
WRITE = "write"
# Pages that can be looked at once more for what costs most: asked for by somebody signed in, without a form.
READ_AS_THEY_ARE = {
    "quiet home",
    "home",
    "words",
    "milestones",
    "archive milestones",
    "people",
    "milestone",
    "dialogue",
}
BY_WORKER = "reflections, by the worker"
KINDS = (
    Kind(
        "sign-in page",
        {"sign-in page": "sign-in"},
        {"pretalx": {"sign-in page": "sign-in"}, "taguette": {"sign-in page": "sign-in"}},
        SMALL_PAGES,
    ),
    Kind(
        "first page",
        {"home, nothing to do": "quiet home", "home, 50 things": "home"},
        {
            "pretalx": {"dashboard": "dashboard"},
            "taguette": {"projects": "projects"},
            "doccano": {"projects, JSON": "projects"},
        },
        {**SMALL_PAGES, "pretalx": 4.0},
        number=40,
    ),
    Kind(
        "list of 50",
        {
            "words": "words",
            "milestones": "milestones",
            "milestones of 10,000": "archive milestones",
            "people, 20": "people",
        },
        {
            "pretalx": {"submissions": "submissions"},
            "taguette": {"1,000 documents": "documents", "a tag's first page": "highlights"},
            "doccano": {"examples, JSON": "examples"},
        },
        LISTS,
        number=LARGE,
    ),
    Kind(
        "detail",
        {"milestone": "milestone", "dialogue": "dialogue"},
        {
            "pretalx": {"submission": "submission"},
            "taguette": {"document of 5 kB, JSON": "document"},
            "doccano": {"example, JSON": "example"},
        },
        SMALL_PAGES,
    ),
    Kind(
        WRITE,
        {"autosave": "", "send": ""},
        {"pretalx": {"comment": ""}, "taguette": {"highlight": ""}, "doccano": {"span": ""}},
        {"pretalx": AHEAD, "taguette": TWICE, "doccano": TWICE},
        number=WRITES,
    ),
    Kind(
        "search in 10,000",
        {"words": "search"},
        {"pretalx": {"submissions": "search"}, "doccano": {"examples, JSON": "search"}},
        LISTS,
        number=LARGE,
    ),
    Kind(
        "file of 10,000",
        {"milestones": "csv", BY_WORKER: ""},
        {"pretalx": {"submissions": "file"}, "taguette": {"highlights": "file"}},
        LISTS,
        number=1,
        rounds=FILE_ROUNDS,
    ),
)


def measure(stage: Stage) -> list[Line]:
    """A line for each pair of acts; one that says why for a peer that is not there."""
    peers: dict[str, PeerSite] = {}
    lines: list[Line] = []
    for name in PEERS:
        try:
            peers[name] = bring_up(stage, name)
        except (BenchError, OSError) as trouble:
            lines.append(failed("P13", f"beside {name}", str(trouble)))
    ours = Ours(stage, stage.archive())
    for kind in KINDS if peers else ():
        try:
            lines += compared(kind, ours, peers)
        except BenchError as trouble:
            lines.append(failed("P13", kind.name, str(trouble)))
    return lines


def compared(kind: Kind, ours: Ours, peers: Mapping[str, PeerSite]) -> list[Line]:
    """Ours and theirs take turns."""
    here = {name: ours.act(kind, name, page) for name, page in kind.ours.items()}
    there = {
        (peer, name): their_act(kind, site, page)
        for peer, site in peers.items()
        for name, page in kind.peers.get(peer, {}).items()
    }
    measured = costs([*here.values(), *there.values()], kind.rounds)
    mine: dict[str, Cost] = dict(zip(here, measured, strict=False))
    theirs = dict(zip(there, measured[len(here) :], strict=True))
    lines = [
        (
            name,
            cost_line(
                "P13", f"{kind.name}: {name}, beside {peer}'s {other}", cost, reference, thrift(kind.goals[peer])
            ),
        )
        for (peer, other), reference in theirs.items()
        for name, cost in mine.items()
    ]
    missed = {kind.ours[name] for name, line in lines if not line.holds}
    why = ours.stage.reasons(ours.site, missed & READ_AS_THEY_ARE)
    return [line if line.holds else line.noted(why.get(kind.ours[name], "")) for name, line in lines]


def rate(port: int, requests: Sequence[Request]) -> float:
    """Ask for all of them, by as many connections as they can keep busy; a second."""
    return load.run(port, [[request] for request in requests], min(load.CONNECTIONS, len(requests))).rate


def their_act(kind: Kind, site: PeerSite, page: str) -> Act:
    """One act of a peer."""

    def write() -> float:
        return rate(site.port, site.take(kind.number))

    def read() -> float:
        return rate(site.port, [site.page(page)] * kind.number)

    return Act(site, write if kind.name == WRITE else read, kind.number)


class Ours:
    """Our acts."""

    def __init__(self, stage: Stage, site: Site) -> None:
        self.stage, self.site = stage, site
        self.writing = Writing(site, WRITES // 2)

    def act(self, kind: Kind, name: str, page: str) -> Act:
        """A page, or one of the acts that are more than that."""
        acts = {"autosave": (self.writing.save, WRITES), "send": (self.writing.send, WRITES // 2)}
        if name == BY_WORKER:
            self.stage.work_for(self.site)
            acts[BY_WORKER] = (self.reflections, 1)
        return Act(self.site, *acts.get(name, (partial(self.read, page, kind.number), kind.number)))

    def read(self, page: str, number: int) -> float:
        """A page so many times; a second."""
        path = self.site.script.pages[page]
        path = f"{path}?{urlencode({'q': 'clinic'})}" if page == "search" else path
        browser = Browser(self.site.port) if page == "sign-in" else self.site.reader(page)
        request = browser.post(path, {}, expected=200) if page == "csv" else browser.get(path)
        return rate(self.site.port, [request] * number)

    def reflections(self) -> float:
        """Ask for the file, let the worker make it, fetch it: all of it counts."""
        browser, path = self.site.reader("export"), self.site.script.pages["export"]
        started = time.monotonic()
        asked = load.ask(self.site.port, browser.post(path, {"kind": "reflections", "form_token": uuid4()}))
        page = asked.header("Location")
        self.until_ready(page.rstrip("/").rpartition("/")[2])
        token = TOKEN.search(load.ask(self.site.port, browser.get(page)).body)
        if token is None:
            raise BenchError("the page of a file that is ready offers no download")
        load.ask(self.site.port, browser.post(f"{page}download/", {"token": token[1].decode()}, expected=200))
        return 1 / (time.monotonic() - started)

    def until_ready(self, export: str) -> None:
        """Look at the row of the file until the worker has made it."""
        with connected(self.site.database_url) as cursor:
            until = time.monotonic() + WAIT
            while time.monotonic() < until:
                cursor.execute("SELECT state FROM reports_export WHERE id = %s", [export])
                state = str(cursor.fetchone()[0])
                if state == "ready":
                    return
                if state == "failed":
                    break
                time.sleep(0.05)
        raise BenchError("the worker did not make the file of reflections")
