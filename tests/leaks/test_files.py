"""No file, mail, calendar or event holds a word, a name or an address that is not for whoever gets it."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from email.message import Message
from importlib import import_module
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from notifications.actions import make_feed
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import feed_address
from notifications.tasks import send
from reports import actions, building
from reports.enums import ExportKind
from reports.models import Export
from tests.factories import signed_in
from tests.leaks.planted import Plant, Planted, plant_all
from tests.notifications.conftest import MailServer, mail_server  # noqa: F401  # a fixture
from tests.participants.consenting import answered, form


@pytest.fixture
def planted(db: None) -> Planted:
    return plant_all()


def made(planted: Planted, by: User, kind: ExportKind) -> Export:
    """A file that the worker has made."""
    project = None if kind is ExportKind.MY_DATA else planted.project
    export = actions.request_export(project, kind=kind, token=uuid.uuid4(), by=by)
    building.build(export.pk, export.attempt)
    export.refresh_from_db()
    assert export.is_ready
    return export


def texts(raw: bytes) -> Iterator[str]:
    """Everything that can be read in a file: its members, pages, names and metadata."""
    if raw.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(raw))
        yield from (f"{info.filename} {info.comment!r} {info.extra!r}" for info in archive.infolist())
        for name in archive.namelist():
            yield from texts(archive.read(name))
    elif raw.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(raw)
        yield json.dumps(document.get_metadata_dict())
        yield from (page.get_textpage().get_text_bounded() for page in document)
    else:
        yield raw.decode("utf-8", "replace")


def held(export: Export) -> str:
    """Everything in a file and around it: name, manifest, where it is kept."""
    raw = building.path_of_file(export.stored_as).read_bytes()
    around = (export.file_name, export.stored_as, json.dumps(export.manifest), export.reason)
    return "\n".join((*texts(raw), *around))


def secrets_in(text: str, plants: tuple[Plant, ...]) -> set[tuple[str, str]]:
    """(whose, what) of everything planted that stands in this text."""
    return {(plant.key, secret) for plant in plants for secret in (plant.mark, *plant.identity) if secret in text}


def test_the_table_of_reflections_holds_only_what_may_go_into_files(planted: Planted) -> None:
    priya = planted.world.people["administrator"]
    assert priya is not None
    allowed = {(plant.key, plant.mark) for plant in planted.plants if plant.in_files}
    assert secrets_in(held(made(planted, priya, ExportKind.REFLECTIONS)), planted.plants) == allowed


def test_the_project_report_holds_nobody(planted: Planted) -> None:
    amara = planted.world.people["coordinator"]
    assert amara is not None
    assert secrets_in(held(made(planted, amara, ExportKind.PROJECT_REPORT)), planted.plants) == set()


def test_everything_about_me_is_about_me_alone(planted: Planted) -> None:
    for plant in planted.plants:
        found = secrets_in(held(made(planted, plant.person, ExportKind.MY_DATA)), planted.plants)
        own = {(plant.key, secret) for secret in plant.identity}
        own |= {(plant.key, plant.mark)} if plant.key != "withdrawn" else set()
        assert found == own


def test_a_sealed_copy_names_its_owner_and_its_file_nobody(planted: Planted) -> None:
    amara = planted.world.people["coordinator"]
    plant = planted.plants[0]
    assert amara is not None
    consent = answered(form(planted.project, amara), plant.person)
    response = signed_in(plant.person).get(reverse("participants:consent_pdf", args=[consent.pk]))
    name, address = plant.identity
    assert not {name, address} & {response["Content-Disposition"], *map(str, response.headers.values())}
    metadata, *pages = texts(b"".join(response) if response.streaming else response.content)
    assert secrets_in(metadata, planted.plants) == set()
    assert secrets_in(" ".join(pages), planted.plants) <= {(plant.key, name), (plant.key, address)}


def parts(message: Message) -> Iterator[str]:
    """The headers and every part of a mail, attachments included."""
    yield from (f"{key}: {value}" for key, value in message.items() if key != "To")
    for part in message.walk():
        payload = part.get_payload(decode=True)
        yield str(part.get_filename())
        if isinstance(payload, bytes):
            yield from texts(payload)


def run_all_jobs() -> None:
    """Everything that beat would start."""
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        module, name = str(entry["task"]).rsplit(".", 1)
        getattr(import_module(f"{module}.jobs"), name)()


def test_no_mail_holds_a_word_or_the_name_or_address_of_somebody_else(
    planted: Planted,
    mail_server: MailServer,  # noqa: F811
) -> None:
    priya = planted.world.people["administrator"]
    assert priya is not None
    made(planted, priya, ExportKind.REFLECTIONS)
    run_all_jobs()
    Mail.objects.filter(state=MailState.DUE).update(due_at=timezone.now())
    for mail in Mail.objects.filter(state=MailState.DUE):
        send(str(mail.pk))
    assert len(mail_server.messages) > len(planted.plants)
    for message in mail_server.messages:
        found = secrets_in("\n".join(parts(message)), planted.plants)
        own = {(plant.key, secret) for plant in planted.plants for secret in plant.identity}
        assert found <= {(key, secret) for key, secret in own if message["To"] == person_of(planted, key).address}
    assert not secrets_in(json.dumps(list(Mail.objects.values("key", "kind", "reason")), default=str), planted.plants)


def person_of(planted: Planted, key: str) -> User:
    """Whose plant it is."""
    return next(plant.person for plant in planted.plants if plant.key == key)


def test_no_calendar_holds_a_word_or_a_name(planted: Planted, client: object) -> None:
    for plant in planted.plants:
        answer = signed_in(plant.person).get(feed_address(make_feed(by=plant.person)))
        assert answer.status_code == 200
        assert secrets_in(answer.content.decode(), planted.plants) == set()


def test_no_event_and_no_name_of_a_kept_file_holds_anything(planted: Planted) -> None:
    priya = planted.world.people["administrator"]
    assert priya is not None
    for kind in (ExportKind.REFLECTIONS, ExportKind.PROJECT_REPORT):
        made(planted, priya, kind)
    events = json.dumps(list(Event.objects.values()), default=str)
    names = [str(path) for path in Path(settings.MEDIA_ROOT).rglob("*")]
    assert secrets_in(events, planted.plants) == set()
    assert names
    assert secrets_in(" ".join(names), planted.plants) == set()
