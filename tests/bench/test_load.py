"""The client reads answers as browsers do, and refuses those that are not what was expected."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.frame import BenchError
from bench.load import CSRF, Browser, ask, run
from bench.machine import family, pss


class Site(BaseHTTPRequestHandler):
    """Answers a page in one piece, another in chunks, and says what was posted."""

    protocol_version = "HTTP/1.1"
    posted: list[bytes] = []

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/last/":
            self.send_header("Connection", "close")
        if self.path == "/chunks/":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"4\r\nfour\r\n5;x=y\r\n five\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"whole")

    def do_POST(self) -> None:
        self.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(303)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("path", "body"), [("/", b"whole"), ("/chunks/", b"four five")])
def test_an_answer_is_read_whole_and_every_byte_is_counted(port: int, path: str, body: bytes) -> None:
    answer = ask(port, Browser(port).get(path))
    assert (answer.status, answer.body) == (200, body)
    assert answer.size >= len(answer.head) + len(body) + 4


def test_a_connection_that_the_server_closes_is_made_anew(port: int) -> None:
    page = Browser(port).get("/last/")
    assert len(run(port, [[page, page, page]], connections=1).each) == 3


def test_another_status_than_expected_is_an_error_that_names_the_request(port: int) -> None:
    with pytest.raises(BenchError, match=r"GET / HTTP/1.1 answered 200 instead of 404"):
        ask(port, Browser(port).get("/", expected=404))


def test_a_form_carries_its_token(port: int) -> None:
    Site.posted.clear()
    ask(port, Browser(port, "someone").post("/", {"text": "a b"}))
    assert Site.posted == [f"text=a+b&csrfmiddlewaretoken={CSRF}".encode()]


def test_every_request_of_every_visit_is_timed(port: int) -> None:
    page = Browser(port).get("/")
    load = run(port, [[page, page]] * 10, connections=3)
    assert len(load.each) == 20
    assert load.rate > 0
    assert 0 < load.p95 < load.seconds


def test_trouble_on_one_connection_is_not_lost(port: int) -> None:
    browser = Browser(port)
    with pytest.raises(BenchError):
        run(port, [[browser.get("/")], [browser.get("/", expected=500)]], connections=2)


def test_memory_is_told_for_a_family_of_processes() -> None:
    import os

    assert os.getpid() in family(os.getppid())
    assert sum(pss([os.getpid()]).values()) > 10
