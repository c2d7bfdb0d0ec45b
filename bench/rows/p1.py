"""P1: send a reflection through door, policy, version, audit and outbox, and autosave, against a minimal form."""

from __future__ import annotations

from bench import load
from bench.cost import Act, cost_line, costs
from bench.frame import Line, thrift
from bench.load import Browser, Request
from bench.script import Place
from bench.stage import Site, Stage
from bench.vocabulary import Writer

EACH = 200  # sends in a round
WRITER = Writer(11)


class Writing:
    """Partners at work: in each round other seats save a draft twice, then send it."""

    def __init__(self, site: Site, each: int = EACH) -> None:
        self.site, self.each = site, each
        self.saved: list[Place] = []

    def save(self) -> float:
        """A first autosave, then a second one with the version that the first answered; both a second."""
        self.saved = self.site.take(self.each)
        return load.run(self.site.port, [self._saves(place) for place in self.saved]).rate

    def send(self) -> float:
        """Everybody sends what they saved; a second."""
        return load.run(self.site.port, [[self._send(place)] for place in self.saved]).rate

    def _saves(self, place: Place) -> list[Request]:
        browser = Browser(self.site.port, place.session)
        path = f"/projects/{place.project}/dialogues/{place.dialogue}/write/1/save/"
        return [
            browser.post(path, {"text": WRITER.text(), "version": version}, expected=200, Accept="application/json")
            for version in (0, 1)
        ]

    def _send(self, place: Place) -> Request:
        path = f"/projects/{place.project}/dialogues/{place.dialogue}/send/"
        return Browser(self.site.port, place.session).post(path, {})


class Notes:
    """The reference: signed in, a form, one durable insert."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def write(self) -> float:
        """Notes a second."""
        sessions = self.site.sessions
        browsers = [Browser(self.site.port, sessions[number % len(sessions)]) for number in range(EACH * 2)]
        return load.run(
            self.site.port, [[browser.post("/write/", {"text": WRITER.text()})] for browser in browsers]
        ).rate


def measure(stage: Stage) -> list[Line]:
    """Two lines, each against the same form."""
    site, minimal = stage.base(), stage.reference()
    writing, notes = Writing(site), Notes(minimal)
    saves, sends, writes = costs(
        [Act(site, writing.save, EACH * 2), Act(site, writing.send, EACH), Act(minimal, notes.write, EACH * 2)]
    )
    note = f"{load.CONNECTIONS} connections"
    return [
        cost_line("P1", "send a reflection", sends, writes, thrift(0.4), note),
        cost_line("P1", "autosave", saves, writes, thrift(0.5), note),
    ]
