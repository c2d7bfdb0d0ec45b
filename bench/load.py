"""A client that costs little: kept-alive connections, requests made beforehand, answers read and checked.

It runs beside the server on the same cores, so whatever it cost would be taken from both sides and flatter the slower.
"""

from __future__ import annotations

import socket
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.frame import BenchError

HOST = "127.0.0.1"
CONNECTIONS = 8
SECONDS = 180.0  # without an answer
CSRF = "b" * 32  # the secret itself is a valid token
PIECE = 65536


@dataclass(frozen=True)
class Request:
    """The bytes of a request, and the status that its answer must have."""

    raw: bytes
    expected: int


@dataclass(frozen=True)
class Answer:
    """What came back. `size` counts every byte on the wire, the head included."""

    status: int
    head: bytes
    body: bytes
    size: int

    def header(self, name: str) -> str:
        """A header, or nothing."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.lower().encode():
                return value.strip().decode("latin-1")
        return ""


@dataclass(frozen=True)
class Browser:
    """Somebody signed in: makes requests as their browser does. `cookie` stands in for ours at a peer."""

    port: int
    session: str = ""
    cookie: str = ""

    def get(self, path: str, *, expected: int = 200, **headers: str) -> Request:
        """Ask for a page."""
        return self._request("GET", path, headers, b"", expected)

    def post(self, path: str, fields: Mapping[str, object], *, expected: int = 303, **headers: str) -> Request:
        """Send a form with its token."""
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF}).encode()
        more = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.port}"}
        return self._request("POST", path, {**more, **headers}, body, expected)

    def send(self, path: str, body: bytes, *, expected: int = 200, **headers: str) -> Request:
        """Send this body as it is; without one, ask for a page."""
        origin = {"Origin": f"http://localhost:{self.port}"} if body else {}
        return self._request("POST" if body else "GET", path, {**origin, **headers}, body, expected)

    def _request(self, method: str, path: str, headers: Mapping[str, str], body: bytes, expected: int) -> Request:
        ours = f"csrftoken={CSRF}" + (f"; sessionid={self.session}" if self.session else "")
        cookie = self.cookie or ours
        lines = {"Host": f"localhost:{self.port}", "Accept": "text/html", "Cookie": cookie}
        if body:
            lines["Content-Length"] = str(len(body))
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return Request(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body, expected)


class Connection:
    """A connection that is kept alive, and made anew where the server closed it. Use it with `with`."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __enter__(self) -> Connection:
        self.line = self._line()
        return self

    def __exit__(self, *reason: object) -> None:
        self.line.close()

    def _line(self) -> socket.socket:
        line = socket.create_connection((HOST, self.port), SECONDS)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def ask(self, request: Request) -> Answer:
        """Send it and read the whole answer. Raises BenchError where the status is another than expected."""
        self.line.sendall(request.raw)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        lower = head.lower()
        if b"transfer-encoding: chunked" in lower:
            body, size = self._chunks(body)
        else:
            length = int(lower.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
            body = self._up_to(body, length)
            size = length
        answer = Answer(int(head[9:12]), head, body, len(head) + 4 + size)
        if answer.header("Connection").lower() == "close":
            self.line.close()
            self.line = self._line()
        if answer.status != request.expected:
            asked = request.raw.partition(b"\r\n")[0].decode()
            raise BenchError(f"{asked} answered {answer.status} instead of {request.expected}")
        return answer

    def _more(self) -> bytes:
        piece = self.line.recv(PIECE)
        if not piece:
            raise BenchError("the server closed the connection")
        return piece

    def _up_to(self, received: bytes, length: int) -> bytes:
        pieces, missing = [received], length - len(received)
        while missing > 0:
            pieces.append(self._more())
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _chunks(self, received: bytes) -> tuple[bytes, int]:
        """The body without the lengths between its pieces, and how many bytes travelled."""
        travelled = bytearray(received)
        while not travelled.endswith(b"0\r\n\r\n"):
            travelled += self._more()
        pieces: list[bytes] = []
        place = 0
        while (length := int(travelled[place : (end := travelled.index(b"\r\n", place))].split(b";")[0], 16)) > 0:
            pieces.append(bytes(travelled[end + 2 : end + 2 + length]))
            place = end + 2 + length + 2
        return b"".join(pieces), len(travelled)


@dataclass(frozen=True)
class Load:
    """How it went: seconds from the first to the last answer, and those of every single one."""

    seconds: float
    each: Sequence[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.each) / self.seconds

    @property
    def p95(self) -> float:
        """95 of 100 answers came within these seconds."""
        return statistics.quantiles(self.each, n=20)[-1]


def ask(port: int, request: Request) -> Answer:
    """One answer on a connection of its own."""
    with Connection(port) as connection:
        return connection.ask(request)


def run(port: int, visits: Sequence[Sequence[Request]], connections: int = CONNECTIONS) -> Load:
    """Make all visits as fast as answers come. A visit is requests in their order, on one connection."""
    times: list[float] = []
    troubles: list[Exception] = []

    def work(mine: Sequence[Sequence[Request]]) -> None:
        try:
            with Connection(port) as connection:
                for request in (request for visit in mine for request in visit):
                    before = time.perf_counter()
                    connection.ask(request)
                    times.append(time.perf_counter() - before)
        except (BenchError, OSError) as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=work, args=[visits[place::connections]]) for place in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    if troubles:
        raise BenchError(str(troubles[0]))
    return Load(seconds, times)
