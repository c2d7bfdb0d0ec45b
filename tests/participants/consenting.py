"""Consent forms and answers, for tests."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.actions import consent as actions
from participants.measures import digest
from participants.models import Clause, Consent, ConsentVersion
from participants.queries.consent import text_of
from projects.models import Project

INFORMATION = "We look at how people leave hospital.\n\nAsk Amara if you have a question."


def begun(project: Project, by: User) -> ConsentVersion:
    """A draft."""
    return actions.begin_version(project, token=uuid.uuid4(), by=by)


def form(project: Project, by: User, information: str = INFORMATION) -> ConsentVersion:
    """A new version, published."""
    version = begun(project, by)
    ConsentVersion.objects.filter(pk=version.pk).update(information=information)
    version.refresh_from_db()
    return actions.publish_version(version, seen=text_of(version).mark, by=by)


def clauses(version: ConsentVersion) -> list[Clause]:
    """In their order: the first is needed."""
    return list(version.clauses.order_by("position"))


def yes(version: ConsentVersion, *no: str) -> dict[uuid.UUID, bool]:
    """Yes to everything but clauses of these kinds."""
    return {clause.pk: clause.kind not in no for clause in clauses(version)}


def answered(version: ConsentVersion, person: User, *no: str, **changes: Any) -> Consent:
    """This person's answers: yes but to clauses of these kinds."""
    signature = actions.Signature(person, changes.pop("full_name", person.full_name))
    token = changes.pop("token", None) or uuid.uuid4()
    return actions.give_consent(version, answers=yes(version, *no), signature=signature, token=token, by=person)


def posted(version: ConsentVersion, *no: str) -> dict[str, str]:
    """What the form of a person sends."""
    said = {f"answer_{key.hex}": "yes" if agreed else "no" for key, agreed in yes(version, *no).items()}
    return said | {"version": str(version.pk)}


def url(name: str, project: Project, *more: object) -> str:
    """A page of a project's consent."""
    return reverse(f"participants:{name}", args=[project.pk, *more])


def sealed(version: ConsentVersion, person: User, *, given_at: datetime | None = None, agrees: bool = True) -> Consent:
    """A row without its rules, for a version that nobody could answer."""
    content: dict[str, Any] = {
        "project": {"title": version.project.title},
        "form": {"title": "A form", "number": 1, "information": "About.", "plain_information": ""},
        "clauses": [],
        "person": {"full_name": person.full_name, "address": person.address},
        "given_at": "2026-01-02T10:00:00+00:00",
        "given_in_words": "Friday 2 January 2026, 10am (UK time)",
        "mode": "online",
        "recorded_by": "",
        "agrees": agrees,
    }
    text = json.dumps(content)
    return Consent.objects.create(
        person=person,
        version=version,
        given_at=given_at or timezone.now(),
        agrees=agrees,
        sealed=text,
        sha256=digest(text),
        submitted_by=person,
    )
