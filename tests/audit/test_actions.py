from __future__ import annotations

import uuid

import pytest

from accounts.models import User
from audit import registry
from audit.actions import record
from audit.models import Event
from audit.queries import event_in_words, of_project
from audit.registry import EventType, declare
from core.context import new_request_id, request_id
from projects.models import Project
from tests.audit.trail import of_target


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> EventType:
    """An event type of these tests only."""
    monkeypatch.setattr(registry, "TYPES", registry.TYPES.copy())
    monkeypatch.setattr("audit.actions.TYPES", registry.TYPES)
    monkeypatch.setattr("audit.queries.TYPES", registry.TYPES)
    return declare("tests.walked", "{actor} walked {steps} steps.", "steps")


def test_an_event_says_who_what_where_and_to_what(walked: EventType, amara: User, project: Project) -> None:
    record(walked, by=amara, project=project, target=project, steps=3)
    event = Event.objects.get()
    assert (event.type, event.actor_id, event.project_id) == ("tests.walked", amara.pk, project.pk)
    assert (event.target_type, event.target_id, event.data) == ("project", project.pk, {"steps": 3})


def test_an_event_carries_the_id_of_its_request(walked: EventType, amara: User) -> None:
    before = request_id.set("-")
    current = new_request_id()
    record(walked, by=amara)
    request_id.reset(before)
    assert Event.objects.get().request_id == current


@pytest.mark.django_db
def test_the_application_itself_has_no_actor(walked: EventType) -> None:
    record(walked, by=None)
    assert Event.objects.get().actor_id is None


def test_an_undeclared_key_is_refused_and_nothing_is_written(walked: EventType, amara: User) -> None:
    with pytest.raises(ValueError, match=r"does not declare \['words'\]"):
        record(walked, by=amara, words="what somebody wrote")
    assert not Event.objects.exists()


def test_an_undeclared_type_is_refused(amara: User) -> None:
    with pytest.raises(ValueError, match=r"tests\.unknown is not declared"):
        record(EventType("tests.unknown", "{actor} did it."), by=amara)


def test_a_type_that_only_has_the_name_of_a_declared_one_is_refused(walked: EventType, amara: User) -> None:
    with pytest.raises(ValueError, match="not declared"):
        record(EventType(walked.name, "{actor} flew.", frozenset({"words"})), by=amara, words="x")


def test_a_type_is_declared_once(walked: EventType) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare(walked.name, "Again.")


def test_an_event_is_told_in_its_sentence_with_the_actor_left_blank(walked: EventType, amara: User) -> None:
    record(walked, by=amara, steps=3)
    happened = event_in_words(Event.objects.get())
    assert (happened.sentence, happened.actor_id) == ("{actor} walked 3 steps.", amara.pk)


def test_a_key_that_was_not_recorded_is_told_as_a_question_mark(walked: EventType, amara: User) -> None:
    record(walked, by=amara)
    assert event_in_words(Event.objects.get()).sentence == "{actor} walked ? steps."


def test_a_confidential_event_is_told_without_its_actor(walked: EventType, amara: User) -> None:
    secret = declare("tests.looked", "Somebody looked.", confidential=True)
    record(secret, by=amara)
    assert event_in_words(Event.objects.get()).actor_id is None


def test_an_event_of_a_type_that_is_gone_is_told_by_its_name(walked: EventType, amara: User) -> None:
    record(walked, by=amara)
    del registry.TYPES[walked.name]
    assert event_in_words(Event.objects.get()).sentence == "tests.walked"


def test_an_event_outlives_the_person_it_points_at(walked: EventType, zoe: User) -> None:
    record(walked, by=zoe)
    gone = zoe.pk
    zoe.delete()
    assert Event.objects.get().actor_id == gone


def test_events_are_read_by_project_and_by_target(walked: EventType, amara: User, project: Project) -> None:
    record(walked, by=amara, project=project, target=amara)
    assert of_project(project.pk).count() == of_target(amara.pk).count() == 1
    assert not of_project(uuid.uuid4()).exists()
    assert not of_target(uuid.uuid4()).exists()
