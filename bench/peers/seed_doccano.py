"""Fills doccano: a project of 10,000 examples of 250 characters; its administrator is signed in.

Runs in the environment of doccano: `python seed_doccano.py CONFIGURATION ROWS TOKEN`.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

import django
from django.apps import apps
from django.conf import settings

TEXT = "What we learned together, in plain words, about research that people can use. " * 3
WRITES = 4_000


def seed(rows: int) -> tuple[Any, int, list[int], int]:
    """The administrator, the project, its examples and its label."""
    models = ("auth.User", "projects.SequenceLabelingProject", "label_types.SpanType", "examples.Example")
    User, Project, SpanType, Example = map(apps.get_model, models)  # noqa: N806
    person = User.objects.create_user("measurer", "measurer@bench.example", "!")
    project = Project.objects.create(
        name="Measured", project_type="SequenceLabeling", created_by=person, allow_overlapping=True
    )
    project.add_admin()
    label = SpanType.objects.create(text="measured", project=project)
    Example.objects.bulk_create(Example(project=project, text=f"{number}. {TEXT}") for number in range(rows))
    keys = Example.objects.filter(project=project).order_by("pk").values_list("pk", flat=True)
    return person, project.pk, list(keys), label.pk


def signed_in(person: Any) -> str:
    """The key of a session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def facts_for_a_client(person: Any, project: int, examples: list[int], label: int, token: str) -> dict[str, object]:
    """What a client needs to know."""
    base = f"/v1/projects/{project}/examples"
    return {
        "cookie": f"sessionid={signed_in(person)}; csrftoken={token}",
        "accept": "application/json",  # as its own pages ask; for HTML it writes forms to try its interface with
        "headers": {"Content-Type": "application/json", "X-CSRFToken": token},
        "pages": {
            "projects": ["/v1/projects", ""],
            "examples": [f"{base}?limit=50&offset=0", ""],
            "example": [f"{base}/{examples[7]}", ""],
            "search": [f"{base}?limit=50&offset=0&q=77", ""],
        },
        "writes": [
            [
                f"{base}/{examples[number]}/spans",
                json.dumps({"label": label, "start_offset": 5, "end_offset": 20, "prob": 0}),
            ]
            for number in range(WRITES)
        ],
        "written": 201,
    }


if __name__ == "__main__":
    django.setup()
    _configuration, number, secret = sys.argv[1:]
    sys.stdout.write(json.dumps(facts_for_a_client(*seed(int(number)), secret)))
