"""Fills pretalx: one conference, 10,000 submissions with a speaker each; its organiser is signed in.

Runs in the environment of pretalx: `python seed_pretalx.py CONFIGURATION ROWS TOKEN`.
"""

from __future__ import annotations

import datetime
import json
import sys
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import django
from django.apps import apps
from django.conf import settings

SLUG = "measured"
TEXT = "What we learned together, in plain words, about research that people can use where they work. " * 3
EXPORTED = ("title", "state", "submission_type", "track", "created", "abstract", "description", "speaker_names")
RIGHTS = (
    "can_create_events",
    "can_change_teams",
    "can_change_organiser_settings",
    "can_change_event_settings",
    "can_change_submissions",
    "is_reviewer",
)
STATES = ("submitted", "accepted", "confirmed", "rejected")
BASE = f"/orga/event/{SLUG}"


def models(app: str, *names: str) -> list[Any]:
    """Models of one of its apps."""
    return [apps.get_model(app, name) for name in names]


def seed(rows: int) -> tuple[Any, list[str]]:
    """The organiser, and the codes of all submissions."""
    from django_scopes import scope, scopes_disabled

    with scopes_disabled():
        organiser, event = conference()
    with scope(event=event):
        event.build_initial_data()
        return organiser, proposed(event, rows)


def conference() -> tuple[Any, Any]:
    """The organiser, who may do everything, and the event."""
    Event, Organiser, Team = models("event", "Event", "Organiser", "Team")  # noqa: N806
    (User,) = models("person", "User")  # noqa: N806
    organiser = User.objects.create_user(email="organiser@bench.example", password="!", name="Organiser")  # noqa: S106
    company = Organiser.objects.create(name="Measured", slug="company")
    team = Team.objects.create(organiser=company, name="All", all_events=True, **dict.fromkeys(RIGHTS, True))
    team.members.add(organiser)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    event = Event.objects.create(
        name="Measured",
        slug=SLUG,
        organiser=company,
        date_from=today + datetime.timedelta(days=30),
        date_to=today + datetime.timedelta(days=33),
        timezone="Europe/London",
        email="orga@bench.example",
        is_public=True,
    )
    return organiser, event


def proposed(event: Any, rows: int) -> list[str]:
    """Submissions, each with a speaker of its own."""
    User, SpeakerProfile = models("person", "User", "SpeakerProfile")  # noqa: N806
    Submission, SpeakerRole, Track = models("submission", "Submission", "SpeakerRole", "Track")  # noqa: N806
    tracks = [Track.objects.create(event=event, name=f"Track {number}") for number in range(5)]
    people = User.objects.bulk_create(
        User(email=f"speaker-{number}@bench.example", name=f"Some Body {number}", code=f"P{number:05}")
        for number in range(rows)
    )
    SpeakerProfile.objects.bulk_create(SpeakerProfile(user=person, event=event, biography=TEXT) for person in people)
    submissions = Submission.objects.bulk_create(
        Submission(
            event=event,
            code=f"S{number:05}",
            title=f"Measured talk {number}",
            submission_type=event.cfp.default_type,
            track=tracks[number % len(tracks)],
            state=STATES[number % len(STATES)],
            abstract=TEXT,
            description=TEXT,
        )
        for number in range(rows)
    )
    SpeakerRole.objects.bulk_create(
        SpeakerRole(submission=submission, user=person) for submission, person in zip(submissions, people, strict=True)
    )
    return [submission.code for submission in submissions]


def signed_in(person: Any) -> str:
    """The key of a session; a list in it has 50 rows to a page."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session["stored_page_size_submissions.list"] = 50
    session.create()
    return str(session.session_key)


def facts_for_a_client(person: Any, codes: list[str], token: str) -> dict[str, object]:
    """What a client needs to know."""
    comment = urlencode({"text": TEXT, "csrfmiddlewaretoken": token})
    fields = {"target": "all", "export_format": "csv", "data_delimiter": "comma", "csrfmiddlewaretoken": token}
    export = urlencode({**fields, **dict.fromkeys(EXPORTED, "on")})
    return {
        "cookie": f"pretalx_session={signed_in(person)}; pretalx_csrftoken={token}",
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
        "pages": {
            "sign-in": ["/orga/login/", ""],
            "dashboard": [f"{BASE}/", ""],
            "submissions": [f"{BASE}/submissions/", ""],
            "submission": [f"{BASE}/submissions/{codes[7]}/", ""],
            "search": [f"{BASE}/submissions/?q=talk+77", ""],
            "file": [f"{BASE}/schedule/export/", export],
        },
        "writes": [[f"{BASE}/submissions/{code}/comments/", comment] for code in codes[:2000]],
        "written": 302,
    }


if __name__ == "__main__":
    django.setup()
    _configuration, number, secret = sys.argv[1:]
    sys.stdout.write(json.dumps(facts_for_a_client(*seed(int(number)), secret)))
