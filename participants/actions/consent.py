"""Writing a consent form, publishing it, and sealing somebody's answers to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.dates import say_moment
from core.editing import check_seen
from core.models import once
from notifications.actions import enqueue
from participants import events
from participants.enums import ConsentMode
from participants.measures import canonical, digest
from participants.models import Clause, Consent, ConsentAnswer, ConsentVersion
from participants.notices import consent as notices
from participants.policies import consent as policies
from participants.queries.consent import ClauseText, VersionText, clauses_of, people_asked, text_of
from participants.registry import (
    STARTING_CLAUSES,
    STARTING_INFORMATION,
    STARTING_PLAIN_INFORMATION,
    STARTING_TITLE,
)
from projects.actions.locking import lock_open_project
from projects.models import Project


def _starting_text() -> VersionText:
    """The form that a project's first one starts from."""
    clauses = tuple(
        ClauseText(clause.kind, str(clause.text), str(clause.plain_text), clause.needed) for clause in STARTING_CLAUSES
    )
    return VersionText(str(STARTING_TITLE), str(STARTING_INFORMATION), str(STARTING_PLAIN_INFORMATION), clauses)


@transaction.atomic
def begin_version(project: Project, *, token: UUID, by: User) -> ConsentVersion:
    """The draft of a project: the one there is, or a new one copied from the latest version."""
    locked = lock_open_project(project)
    versions = ConsentVersion.objects.filter(project=locked).order_by("-number")
    last = versions.first()
    if last is not None and last.published_at is None:
        return last
    text = text_of(last) if last else _starting_text()
    number = last.number + 1 if last else 1
    make = partial(ConsentVersion.objects.create, project=locked, number=number, submitted_by=by, form_token=token)
    version, is_new = once(ConsentVersion, by=by, token=token, make=make)
    if is_new:
        _write(version, text)
        record(events.CONSENT_DRAFTED, by=by, project=locked, target=version, number=number)
    return version


def _write(version: ConsentVersion, text: VersionText) -> None:
    """Put this text in the place of whatever the draft holds."""
    version.title, version.information = text.title, text.information
    version.plain_information = text.plain_information
    version.save(update_fields=["title", "information", "plain_information"])
    version.clauses.all().delete()
    Clause.objects.bulk_create(
        Clause(version=version, position=position, **asdict(clause))
        for position, clause in enumerate(text.clauses, start=1)
    )


@transaction.atomic
def edit_version(version: ConsentVersion, *, text: VersionText, seen: str, by: User) -> ConsentVersion:
    """Change the draft as it was when it was read. Raises Stale where somebody else changed it since.

    The same text again changes nothing, whatever was read.
    """
    locked = lock_open_project(version.project)
    row = ConsentVersion.objects.select_related("project").get(pk=version.pk)
    policies.check_draft(row)
    stored = text_of(row)
    if stored == text:
        return row
    check_seen(stored.mark, seen)
    _write(row, text)
    record(events.CONSENT_CHANGED, by=by, project=locked, target=row, number=row.number)
    return row


@transaction.atomic
def publish_version(version: ConsentVersion, *, seen: str, by: User) -> ConsentVersion:
    """From now on this version counts, and everybody who takes part is asked. Asked twice, it publishes once."""
    locked = lock_open_project(version.project)
    row = ConsentVersion.objects.select_related("project").get(pk=version.pk)
    if row.published_at is not None:
        return row
    policies.check_read(text_of(row).mark, seen)
    policies.check_complete(row, clauses_of(row))
    row.published_at = timezone.now()
    row.save(update_fields=["published_at"])
    people = list(people_asked(locked))
    record(events.CONSENT_PUBLISHED, by=by, project=locked, target=row, number=row.number, people=len(people))
    for member in people:
        ask_to_answer(row, member.person)
    return row


def ask_to_answer(version: ConsentVersion, person: User) -> None:
    """One mail to a person for each version, written only if they have not answered when it is sent."""
    enqueue(
        notices.CONSENT_DUE,
        key=f"{notices.CONSENT_DUE.name}:{version.pk}:{person.pk}",
        person=person,
        project_id=version.project_id,
        data={"version": str(version.pk)},
    )


@dataclass(frozen=True)
class Signature:
    """Who consents, the name they gave, and how. `recorded_by` is the name of who wrote it down for them."""

    person: User
    full_name: str
    mode: ConsentMode = ConsentMode.ONLINE
    recorded_by: str = ""


@transaction.atomic
def give_consent(
    version: ConsentVersion, *, answers: dict[UUID, bool], signature: Signature, token: UUID, by: User
) -> Consent:
    """Seal somebody's answers. The same form sent twice seals once.

    Raises NewerForm where another version counts by now, Refused where an answer is missing.
    """
    make = partial(_seal, version, answers, signature, token, by)
    consent, is_new = once(Consent, by=by, token=token, make=make)
    if is_new:
        number = consent.version.number
        project = consent.version.project
        record(events.CONSENT_GIVEN, by=by, project=project, target=version, number=number, mode=str(consent.mode))
        enqueue(
            notices.CONSENT_COPY,
            key=f"{notices.CONSENT_COPY.name}:{consent.pk}",
            person=signature.person,
            project_id=project.pk,
            data={"consent": str(consent.pk)},
        )
    return consent


def record_consent(
    version: ConsentVersion, *, answers: dict[UUID, bool], signature: Signature, token: UUID, by: User
) -> Consent:
    """The same for somebody without an e-mail address, who answered by voice or on paper."""
    policies.check_recordable(signature.person)
    return give_consent(version, answers=answers, signature=signature, token=token, by=by)


def _seal(version: ConsentVersion, answers: dict[UUID, bool], signature: Signature, token: UUID, by: User) -> Consent:
    locked = lock_open_project(version.project)
    row = ConsentVersion.objects.select_related("project").get(pk=version.pk)
    policies.check_latest(row)
    policies.check_takes_part(signature.person, locked)
    clauses = clauses_of(row)
    policies.check_answers(clauses, answers)
    agrees, now = policies.agreeing(clauses, answers), timezone.now()
    sealed = canonical(_content(row, clauses, answers, signature, now) | {"agrees": agrees})
    consent = Consent.objects.create(
        person=signature.person,
        version=row,
        given_at=now,
        mode=signature.mode,
        agrees=agrees,
        sealed=sealed,
        sha256=digest(sealed),
        submitted_by=by,
        form_token=token,
    )
    ConsentAnswer.objects.bulk_create(
        ConsentAnswer(consent=consent, clause=clause, agreed=answers[clause.pk]) for clause in clauses
    )
    return consent


def _content(
    version: ConsentVersion, clauses: list[Clause], answers: dict[UUID, bool], signature: Signature, now: datetime
) -> dict[str, Any]:
    """All that was read and answered, by whom and when, apart from every table."""
    person = signature.person
    return {
        "project": {"title": version.project.title},
        "form": {
            "title": version.title,
            "number": version.number,
            "information": version.information,
            "plain_information": version.plain_information,
        },
        "clauses": [
            {
                "position": clause.position,
                "kind": str(clause.kind),
                "text": clause.text,
                "plain_text": clause.plain_text,
                "needed": clause.needed,
                "agreed": answers[clause.pk],
            }
            for clause in clauses
        ],
        "person": {"full_name": signature.full_name, "address": person.address},
        "given_at": now.astimezone(UTC).isoformat(),
        "given_in_words": say_moment(now, person.time_zone),
        "mode": str(signature.mode.value),
        "recorded_by": signature.recorded_by,
    }
