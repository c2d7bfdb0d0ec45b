"""A ZIP in pieces: what is written goes on at once, and the archive is never held as a whole."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator

from reports.formats import html

# The same for every file in it, so that no clock of ours is told. It is the first day that a ZIP can name.
STAMP = (1980, 1, 1, 0, 0, 0)
Inside = str | tuple[str, dict[str, object]]


class _Pipe:
    """What `ZipFile` writes to: it hands on the bytes and cannot go back."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What has come since the last time."""
        data, self.waiting = b"".join(self.waiting), []
        return data


def encode(rows: Iterable[tuple[str, Inside]]) -> Iterator[bytes]:
    """Each row is the name of a file and its text, or a template and what it shows; each becomes one piece."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, inside in rows:
            pieces = [inside.encode("utf-8", "replace")] if isinstance(inside, str) else html.encode([inside])
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
            yield pipe.taken()
    yield pipe.taken()
