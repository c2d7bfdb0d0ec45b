"""Fills Taguette: a project of 1,000 documents of 5 kB, the first of which has 10,000 highlights of one tag.

Runs in the environment of Taguette: `python seed_taguette.py CONFIGURATION ROWS TOKEN`. It writes the configuration
file of the server, makes the tables, and signs somebody in.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from taguette import database
from tornado.web import create_signed_value

DOCUMENTS, WRITES = 1_000, 4_000
WHO = "measurer"
TEXT = "<p>" + "What we learned together, in plain words, about research that people can use. " * 65 + "</p>"
SETTINGS = """
NAME = "Measured"
BIND_ADDRESS = "127.0.0.1"
PORT = {port}
BASE_PATH = "/"
DOMAIN = "localhost:{port}"
SECRET_KEY = {secret!r}
DATABASE = {url!r}
EMAIL = "Measured <measured@bench.example>"
TOS_FILE = None
MAIL_SERVER = {{"ssl": False, "host": "localhost", "port": 25}}
COOKIES_PROMPT = False
X_HEADERS = False
MULTIUSER = True
"""


def configure(configuration: Path) -> tuple[str, str]:
    """Write the file; the address of the database and the key for cookies."""
    url, secret = os.environ["TAGUETTE_DATABASE"], os.environ["TAGUETTE_SECRET"]
    configuration.write_text(SETTINGS.format(port=os.environ["TAGUETTE_PORT"], secret=secret, url=url))
    return url, secret


def seed(session: Any, rows: int) -> tuple[int, list[int], int]:
    """The project, its documents and its tag."""
    # Somebody who can sign in: the server asks for a password of its administrator when it finds none.
    people = [database.User(login=name, hashed_password="bcrypt:!") for name in ("admin", WHO)]  # noqa: S106
    project = database.Project(name="Measured", description="")
    session.add_all([*people, project])
    session.flush()
    session.add(database.ProjectMember(project_id=project.id, user_login=WHO, privileges=database.Privileges.ADMIN))
    tag = database.Tag(project_id=project.id, path="measured", description="")
    documents = [
        database.Document(
            name=f"Document {number}",
            description="",
            filename=f"document-{number}.html",
            project_id=project.id,
            text_direction=database.TextDirection.LEFT_TO_RIGHT,
            contents=TEXT,
        )
        for number in range(DOCUMENTS)
    ]
    session.add_all([tag, *documents])
    session.flush()
    highlights = [
        database.Highlight(
            document_id=documents[number % 100].id,
            start_offset=number // 100 * 40,
            end_offset=number // 100 * 40 + 30,
            snippet="What we learned together, in pl",
        )
        for number in range(rows)
    ]
    session.add_all(highlights)
    session.flush()
    session.execute(
        database.highlight_tags.insert(),
        [{"highlight_id": highlight.id, "tag_id": tag.id} for highlight in highlights],
    )
    session.commit()
    return project.id, [document.id for document in documents], tag.id


def facts_for_a_client(project: int, documents: list[int], tag: int, cookie: str, token: str) -> dict[str, object]:
    """What a client needs to know."""
    base = f"/api/project/{project}"
    return {
        "cookie": f"user={cookie}; _xsrf={token}",
        "headers": {"Content-Type": "application/json", "X-XSRFToken": token},
        "pages": {
            "sign-in": ["/login", ""],
            "projects": ["/", ""],
            "documents": [f"/project/{project}", ""],
            "highlights": [f"{base}/highlights/measured", ""],
            "document": [f"{base}/document/{documents[500]}/contents", ""],
            "file": [f"/project/{project}/export/highlights/measured.csv", ""],
        },
        # In documents without a highlight of the seed, so that what is listed stays what it was.
        "writes": [
            [
                f"{base}/document/{documents[100 + number % 400]}/highlight/new",
                json.dumps({"start_offset": number % 4000, "end_offset": number % 4000 + 60, "tags": []}),
            ]
            for number in range(WRITES)
        ],
        "written": 200,
    }


if __name__ == "__main__":
    file, number, secret_token = sys.argv[1:]
    address, key = configure(Path(file))
    Session = database.connect(address)
    signed = create_signed_value(key, "user", WHO).decode()
    sys.stdout.write(json.dumps(facts_for_a_client(*seed(Session(), int(number)), signed, secret_token)))
