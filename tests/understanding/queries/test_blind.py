"""Whatever happens in whatever order, nobody reads a draft of another, or words that are not revealed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.errors import Refused
from projects.models import Membership, Project
from tests.factories import in_days
from tests.understanding.expecting import asked, draft, revealed, sent
from understanding.actions.expectations import send_drafts
from understanding.enums import RoundState, Topic
from understanding.formats.expectations import rows_of_file
from understanding.models import Expectation, ExpectationRound
from understanding.queries.expectations import address, answers_of
from understanding.queries.mirror import mirror

NAMES = ("amara", "ben", "dee", "oli")
Step = tuple[str, str, str]
STEPS = st.tuples(
    st.sampled_from(["save", "save", "send", "empty", "reveal", "ask", "leave", "join", "observe"]),
    st.sampled_from(NAMES),
    st.sampled_from(Topic.values),
)


class Story:
    """Runs steps; each text says whose it is, in which round, and that it is theirs alone until it is sent."""

    def __init__(self, project: Project, people: dict[str, User]) -> None:
        self.project, self.people = project, people
        self.counter = 0

    def latest(self) -> ExpectationRound:
        return ExpectationRound.objects.filter(project=self.project).latest("number")

    def take(self, step: Step) -> None:
        act, name, topic = step
        try:
            with transaction.atomic():
                getattr(self, act)(self.people[name], Topic(topic))
        except Refused:
            pass

    def save(self, person: User, topic: Topic) -> None:
        self.counter += 1
        draft(self.latest(), person, f"text-{self.counter}-of-{person.pk}.", topic)

    def send(self, person: User, topic: Topic) -> None:
        send_drafts(self.latest(), by=person)

    def empty(self, person: User, topic: Topic) -> None:
        sent(self.latest(), person, "", topic)

    def reveal(self, person: User, topic: Topic) -> None:
        revealed(self.latest(), self.people["amara"])

    def ask(self, person: User, topic: Topic) -> None:
        asked(self.project, self.people["amara"])

    def leave(self, person: User, topic: Topic) -> None:
        self._set(person, expires_on=in_days(0))

    def join(self, person: User, topic: Topic) -> None:
        self._set(person, expires_on=None, role="partner")

    def observe(self, person: User, topic: Topic) -> None:
        self._set(person, role="observer")

    def _set(self, person: User, **fields: Any) -> None:
        if person != self.people["amara"]:
            Membership.objects.filter(project=self.project, person=person).update(**fields)


def hidden_from(project: Project, reader: User) -> set[str]:
    """Every text that this reader must not see now: all drafts of others, and what others sent and is not revealed."""
    places = Membership.objects.current().filter(project=project, person=reader).exclude(role="observer")
    found: set[str] = set()
    for row in Expectation.objects.select_related("round", "membership"):
        if row.membership.person_id == reader.pk and places.exists():
            continue
        is_open_to_them = row.round.state == RoundState.REVEALED and places.exists()
        found |= {row.draft} | (set() if is_open_to_them else {row.text})
    # A change that is not sent may read as what was sent before: only what stands nowhere open is hidden.
    return found - {""}


def read_by(project: Project, reader: User) -> str:
    """Everything that rows, queries and files give this reader."""
    rows = Expectation.objects.visible_to(reader)
    texts = [text for row in rows for text in (row.draft, row.text)]
    for row in ExpectationRound.objects.filter(project=project):
        found = mirror(row, reader)
        texts += [cell for line in rows_of_file(found.entries) for cell in line]
        texts += [piece.text for entry in found.entries for piece in entry.pieces]
        place = Membership.objects.get(project=project, person=reader)
        texts += (
            [text for answer in answers_of(row, place) for text in (answer.text, answer.earlier)]
            if _is_in(place)
            else []
        )
    return "\n".join(texts)


def _is_in(place: Membership) -> bool:
    return Membership.objects.current().filter(pk=place.pk).exclude(role="observer").exists()


def pages_of(project: Project, reader: User) -> str:
    """Everything that pages show this reader."""
    client = Client()
    client.force_login(reader)
    places = [f"/projects/{project.pk}/understanding/expectations/"]
    for row in ExpectationRound.objects.filter(project=project):
        places += [address(name, row) for name in ("round", "check", "sent", "reveal", "again")]
        places += [address("write", row, number) for number in range(1, 5)]
    return "\n".join(client.get(place).text for place in places)


@pytest.fixture
def story(project: Project, amara: User, ben: User, dee: User, oli: User) -> Story:
    asked(project, amara)
    return Story(project, {"amara": amara, "ben": ben, "dee": dee, "oli": oli})


quickly = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@quickly
@given(steps=st.lists(STEPS, min_size=4, max_size=25))
def test_no_row_query_or_file_gives_away_words_that_are_not_open(story: Story, steps: list[Step]) -> None:
    with transaction.atomic():
        for step in steps:
            story.take(step)
        for reader in story.people.values():
            seen = read_by(story.project, reader)
            assert {text for text in hidden_from(story.project, reader) if text in seen} == set()
        transaction.set_rollback(True)


@settings(quickly, max_examples=5)
@given(steps=st.lists(STEPS, min_size=10, max_size=25))
def test_no_page_gives_away_words_that_are_not_open(story: Story, steps: list[Step]) -> None:
    with transaction.atomic():
        for step in steps:
            story.take(step)
        for reader in story.people.values():
            seen = pages_of(story.project, reader)
            assert {text for text in hidden_from(story.project, reader) if text in seen} == set()
        transaction.set_rollback(True)
