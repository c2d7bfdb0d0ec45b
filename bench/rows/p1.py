"""P1: send a reflection through door, policy, version, audit and outbox, and autosave, against a minimal form."""

from __future__ import annotations

from bench import load
from bench.crowd import Place
from bench.frame import Line, at_least, medians
from bench.load import Browser, Request
from bench.machine import cpu_seconds, family
from bench.stage import Site, Stage
from bench.words import Writer

EACH = 600  # sends in a round
WRITER = Writer(11)


class Writing:
    """Partners at work: in each round other seats save a draft twice, then send it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.saved: list[Place] = []

    def save(self) -> float:
        """A first autosave, then a second one with the version that the first answered; both a second."""
        self.saved = self.site.take(EACH)
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
    saves, sends, writes = medians([writing.save, writing.send, notes.write])
    note = f"{load.CONNECTIONS} connections; the reference inserts one row for who is signed in"
    cost = costs(writing, notes)
    return [
        Line("P1", "send a reflection", sends, writes, "/s", at_least(0.5), f"{note}; {cost['send']}"),
        Line("P1", "autosave", saves, writes, "/s", at_least(0.6), cost["save"]),
    ]


def costs(writing: Writing, notes: Notes) -> dict[str, str]:
    """Processor time of one more round: other programs on the machine change it less than the rate."""
    ours, minimal = family(writing.site.pid), family(notes.site.pid)
    marks = [cpu_seconds(ours)]
    for act in (writing.save, writing.send):
        act()
        marks.append(cpu_seconds(ours))
    before = cpu_seconds(minimal)
    notes.write()
    reference = (cpu_seconds(minimal) - before) / (EACH * 2) * 1000
    save = (marks[1] - marks[0]) / (EACH * 2) * 1000
    send = (marks[2] - marks[1]) / EACH * 1000
    return {
        "save": f"{save:.1f} ms of processor each, the reference {reference:.1f}",
        "send": f"{send:.1f} ms of processor each, the reference {reference:.1f}",
    }
