"""Rows by COPY satisfy everything the tables ask for, and a client can work with them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from bench import crowd, seeding, width
from bench.crowd import MARK, ROWS, Size
from bench.frame import BenchError
from bench.script import Script
from contributions.models import Contribution
from dialogues.models import Draft, Reflection, ReflectionVersion, Seat
from dialogues.queries.uses import reflections_by_refusal
from milestones.models import Milestone
from notifications.models import Mail
from projects.models import Invitation, Membership, Project
from tensions.models import Tension

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
    answers = {page: browser(session).get(script.pages[page]) for page, session in script.by.items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert answers["programme"].text.count(f"{MARK} project") == 3
    assert answers["many milestones"].text.count(MARK) >= 2 * crowd.MILESTONES


def test_the_archive_is_read_by_those_who_may(script: Script) -> None:
    assert "quiet home" not in script.pages
    archive = crowd.seed(Size(projects=1, dialogues=1, milestones=3))
    asked = {page: browser(archive.by[page]).get(archive.pages[page]) for page in ("quiet home", "search", "people")}
    assert {answer.status_code for answer in asked.values()} == {200}
    milestones = browser(archive.by["archive milestones"]).get(archive.pages["archive milestones"])
    assert milestones.text.count(f"{MARK} step") >= 3
    assert browser(archive.by["csv"]).post(archive.pages["csv"]).status_code == 200
    form = {"kind": "reflections", "form_token": uuid.uuid4()}
    assert browser(archive.by["export"]).post(archive.pages["export"], form).status_code == 303


def test_all_words_of_the_archive_go_into_its_file(script: Script) -> None:
    crowd.seed(Size(projects=1, dialogues=2, milestones=1))
    assert reflections_by_refusal(Project.objects.get(milestones__isnull=False, title="Project 0")) == {"": 100}


@pytest.fixture
def wide(db: None, monkeypatch: pytest.MonkeyPatch) -> Script:
    """A project with a few of everything."""
    monkeypatch.setattr(seeding, "tidy", lambda: None)
    return width.seed(width.Width(members=3, milestones=4, needs=6, events=7, mails=8))


def test_a_wide_project_has_as_many_of_everything_as_it_should(wide: Script) -> None:
    connection.check_constraints()
    assert (Membership.objects.count(), Milestone.objects.count(), Seat.objects.count()) == (3, 4, 9)
    assert (Tension.objects.count(), Contribution.objects.count(), Invitation.objects.count()) == (3, 3, 6)
    assert Event.objects.filter(type="milestones.changed").count() == 7
    assert Mail.objects.count() == 8


def test_every_page_of_a_wide_project_is_shown_to_whoever_reads_it(wide: Script) -> None:
    answers = {page: browser(session).get(wide.pages[page]).status_code for page, session in wide.by.items()}
    assert set(answers) == set(wide.pages)
    assert [page for page, status in answers.items() if status != 200] == []


def test_the_coordinator_of_a_wide_project_needs_to_do_something_about_everything(wide: Script) -> None:
    page = browser(wide.by["home of the coordinator"]).get(wide.pages["home of the coordinator"]).text
    assert page.count("Measured tension") == 3
    assert page.count("Decide about the contribution") == 3


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
