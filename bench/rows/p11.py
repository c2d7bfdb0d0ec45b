"""P11: what the page a partner writes on weighs: bytes on the wire, scripts, requests."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from bench import load
from bench.frame import Line, below
from bench.load import Answer, Browser
from bench.stage import Site, Stage

COMPRESSED = "gzip, deflate, br, zstd"
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")
FOREVER = 24 * 3600  # seconds after which a kept file counts as asked for again


class Parts(HTMLParser):
    """What a page makes a browser fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.blocking: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        source = given.get("src") or ""
        if tag == "link" and set((given.get("rel") or "").split()) & {"stylesheet", "icon", "preload", "manifest"}:
            self.links.append(given.get("href") or "")
        elif tag == "script":
            self.scripts.append(source)
            waits = "defer" in given or "async" in given or given.get("type") == "module"
            self.blocking += [] if waits else [source or "in the page"]
        elif tag in {"img", "source"} and source:
            self.links.append(source)

    @property
    def files(self) -> list[str]:
        """Each file once."""
        return list(dict.fromkeys(path for path in (*self.links, *self.scripts) if path.startswith("/")))


def fetch(browser: Browser, path: str) -> Answer:
    """As a browser asks, and therefore compressed where the server can."""
    return load.ask(browser.port, browser.get(path, Accept_Encoding=COMPRESSED))


def plain(browser: Browser, path: str) -> str:
    """The same in words that can be read here."""
    return load.ask(browser.port, browser.get(path, Accept_Encoding="identity")).body.decode()


def files_of(browser: Browser, parts: Parts) -> dict[str, Answer]:
    """Every file of the page, those that its style sheets ask for included."""
    found = {path: fetch(browser, path) for path in parts.files}
    for path in [path for path in found if path.endswith(".css")]:
        inner = [urljoin(path, name) for name in ADDRESS.findall(plain(browser, path)) if not name.startswith("data:")]
        found |= {name: fetch(browser, name) for name in inner if name not in found}
    return found


def is_kept(answer: Answer) -> bool:
    """Will the browser have it when it comes to the next page?"""
    age = re.search(r"max-age=(\d+)", answer.header("Cache-Control"))
    return age is not None and int(age[1]) >= FOREVER


def measure(stage: Stage) -> list[Line]:
    """Three lines without a reference."""
    return weigh(stage.base())


def weigh(site: Site) -> list[Line]:
    """The first prompt with nothing in the browser's cache, then the second."""
    place = site.take(1)[0]
    browser = Browser(site.port, place.session)
    first, second = (f"/projects/{place.project}/dialogues/{place.dialogue}/write/{number}/" for number in (1, 2))
    parts = Parts(plain(browser, first))
    files = files_of(browser, parts)
    page, following = fetch(browser, first), fetch(browser, second)
    again = [answer for answer in files.values() if not is_kept(answer)]
    visit = sum(answer.size for answer in (page, *files.values())) / 1000
    later = sum(answer.size for answer in (following, *again)) / 1000
    note = f"{1 + len(files)} requests, {len(parts.scripts)} scripts, heads of the answers included"
    return [
        Line("P11", "writing page, first visit", visit, None, "kB", below(120), note),
        Line("P11", "writing page, next page", later, None, "kB", below(15), f"{1 + len(again)} requests"),
        Line("P11", "scripts that block the page", len(parts.blocking), None, "", below(0), ", ".join(parts.blocking)),
    ]
