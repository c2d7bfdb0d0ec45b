"""Rows by COPY satisfy everything the tables ask for, and a client can work with them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from bench import crowd, seeding
from bench.crowd import MARK, ROWS, Script, Size
from bench.frame import BenchError
from dialogues.models import Draft, Reflection, ReflectionVersion, Seat
from milestones.models import Milestone
from notifications.models import Mail

SIZE = Size(projects=2, dialogues=1)


def definitions() -> set[Any]:
    """Every index by its name (Postgres words a condition anew each time) and every constraint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
        found = set(cursor.fetchall())
        cursor.execute("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint")
        return found | set(cursor.fetchall())


@pytest.fixture
def script(db: None, monkeypatch: pytest.MonkeyPatch) -> Script:
    """A small crowd. The table statistics are left alone: a test runs in a transaction."""
    monkeypatch.setattr(crowd, "ARENA_PROJECTS", 1)
    monkeypatch.setattr(crowd, "ARENA_DIALOGUES", 2)
    monkeypatch.setattr(crowd, "PROGRAMME", 3)
    monkeypatch.setattr(seeding, "tidy", lambda: None)
    return crowd.seed(SIZE)


def browser(session: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = session
    return client


def test_every_constraint_is_satisfied(script: Script) -> None:
    connection.check_constraints()
    assert Reflection.objects.count() == ReflectionVersion.objects.count() == SIZE.reflections + 50
    assert Milestone.objects.count() == ROWS + 3 * crowd.MILESTONES
    assert Event.objects.count() == Seat.objects.filter(sent_at__isnull=False).count()


def test_indexes_and_foreign_keys_are_there_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "ARENA_PROJECTS", 0)
    monkeypatch.setattr(crowd, "PROGRAMME", 2)
    monkeypatch.setattr(seeding, "tidy", lambda: None)
    before = definitions()
    crowd.seed(SIZE)
    assert definitions() == before


@pytest.mark.parametrize("page", ["home", "words", "milestones"])
def test_a_page_of_the_reader_shows_all_fifty(script: Script, page: str) -> None:
    answer = browser(script.reader).get(script.pages[page])
    assert answer.status_code == 200
    assert answer.text.count(MARK) >= ROWS


def test_the_pages_of_the_watcher_show_what_they_coordinate(script: Script) -> None:
    client = browser(script.watcher)
    answers = [client.get(script.pages[page]) for page in script.watched]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert answers[0].text.count(f"{MARK} project") == 3
    assert answers[2].text.count(MARK) >= 2 * crowd.MILESTONES


def test_every_place_is_a_seat_of_its_own_in_which_its_holder_can_write_and_send(script: Script) -> None:
    assert len({(place.session, place.dialogue) for place in script.places}) == 2 * crowd.MEMBERS
    place = script.places[-1]
    client, where = browser(place.session), [place.project, place.dialogue]
    words = {"text": "What I think.", "version": 0}
    assert client.post(reverse("dialogues:reflection_autosave", args=[*where, 1]), words).status_code == 200
    before = Reflection.objects.count()
    assert client.post(reverse("dialogues:reflection_send", args=where)).status_code == 303
    assert (Reflection.objects.count(), Draft.objects.count()) == (before + 1, 0)


def test_what_a_row_leaves_out_is_filled_from_the_model(db: None) -> None:
    seeding.copy(User, [{"email": "a@bench.example", "full_name": "Tab\tand\nline \\"}])
    person = User.objects.get()
    assert (person.full_name, person.time_zone, person.is_active) == ("Tab\tand\nline \\", "Europe/London", True)
    assert (person.last_login, person.password) == (None, "")
    assert person.created_at is not None


def test_json_is_copied_as_json(db: None) -> None:
    seeding.copy(Event, [{"type": "a", "data": {"words": 'a "b" \\ \n c'}}, {"type": "b"}])
    assert list(Event.objects.order_by("type").values_list("data", flat=True)) == [{"words": 'a "b" \\ \n c'}, {}]


def test_a_column_that_nobody_can_fill_is_named(db: None) -> None:
    with pytest.raises(BenchError, match=r"notifications\.Mail\.due_at has no default"):
        seeding.copy(Mail, [{"kind": "x", "key": "x", "to": "a@bench.example"}])


def test_a_column_that_is_not_there_is_named(db: None) -> None:
    with pytest.raises(BenchError, match="no column nickname"):
        seeding.copy(User, [{"email": "a@bench.example", "full_name": "A", "nickname": "B"}])


def test_no_rows_are_no_rows(db: None) -> None:
    seeding.copy(User, [])
    assert not User.objects.exists()
