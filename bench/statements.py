"""Counts what a page asks of the database: `python -m bench.statements SESSION PATH`, address from outside."""

from __future__ import annotations

import json
import sys
from collections import Counter


def counted(session: str, path: str) -> dict[str, object]:
    """How many statements one request sends, once the process is warm, and how many of each kind."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.frame import BenchError

    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise BenchError(f"GET {path} answered {answer.status_code} instead of 200")
    kinds = Counter(query["sql"].split(maxsplit=1)[0].upper() for query in seen.captured_queries)
    words = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return {"statements": len(seen.captured_queries), "kinds": words}


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(counted(*sys.argv[1:])))
