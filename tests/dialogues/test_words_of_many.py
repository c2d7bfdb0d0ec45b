"""Reading a dialogue in which very many have a seat: page by page, nothing twice, nothing lost, nothing heavy."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from dialogues.enums import ReflectionKind
from dialogues.models import Dialogue, Reflection, Seat
from participants.enums import Audience
from projects.enums import Role, Standpoint
from projects.models import Project
from tests.dialogues.planning import opened, page, revealed, url
from tests.dialogues.writing import Writer
from tests.factories import member, signed_in

SEATS = 90
POINTS = (Standpoint.PATIENT, Standpoint.PATIENT, Standpoint.PATIENT, Standpoint.CLINICIAN, Standpoint.ACADEMIC)


@pytest.fixture
def crowd(project: Project, amara: User, dee: User) -> Dialogue:
    """A revealed dialogue of `SEATS` seats; each answered the first prompt, every ninth only for itself."""
    dialogue = opened(project, amara, dee)
    people = User.objects.bulk_create(
        User(email=f"{number}@example.org", full_name=f"Person {number}") for number in range(SEATS)
    )
    seats = []
    for number, person in enumerate(people):
        point = POINTS[number % len(POINTS)]
        member(project, person, Role.PARTNER, point)
        seats.append(Seat(dialogue=dialogue, person=person, standpoint=point, sent_at=timezone.now()))
    Seat.objects.bulk_create(seats)
    first = dialogue.prompts.get(position=1)
    Reflection.objects.bulk_create(
        Reflection(
            seat=seat,
            prompt=first,
            text=f"Answer <{number:04}>",
            sent_at=timezone.now(),
            version=1,
            kind=ReflectionKind.FREE,
            audience=Audience.ONLY_ME if number % 9 == 0 else Audience.DIALOGUE,
        )
        for number, seat in enumerate(seats)
    )
    return revealed(dialogue, amara)


def pages(client: Client, dialogue: Dialogue) -> list[str]:
    """Every page of words, by the links from one to the next."""
    found = [page(client, "dialogue_words", dialogue)]
    while following := re.search(r'rel="next" href="([^"]+)"', found[-1]):
        found.append(client.get(url("dialogue_words", dialogue) + following[1].replace("&amp;", "&")).text)
    return found


def test_every_answer_that_is_open_stands_on_one_page_and_no_other(crowd: Dialogue, dee: User) -> None:
    found = pages(signed_in(dee), crowd)
    for number in range(SEATS):
        shown = sum(text.count(f"Answer &lt;{number:04}&gt;") for text in found)
        assert shown == (0 if number % 9 == 0 else 1), number


def test_each_page_is_light_and_says_how_much_of_a_standpoint_it_holds(crowd: Dialogue, dee: User) -> None:
    found = pages(signed_in(dee), crowd)
    assert max(map(len, found)) < 60_000
    assert "12 of 48 are on this page." in found[0]
    assert f"Page 1 of {len(found)}" in found[0]


def test_a_link_to_words_leads_to_the_page_that_holds_them(crowd: Dialogue, dee: User) -> None:
    client = signed_in(dee)
    for row in Reflection.objects.filter(seat__dialogue=crowd, audience=Audience.DIALOGUE)[::7]:
        assert f'id="words-{row.pk}"' in client.get(f"{url('dialogue_words', crowd)}?at={row.pk}").text


def test_a_link_to_a_response_leads_to_what_it_answers(crowd: Dialogue, dee: User) -> None:
    client = signed_in(dee)
    last = Reflection.objects.filter(seat__dialogue=crowd, audience=Audience.DIALOGUE).order_by("pk").last()
    assert last is not None
    response = Writer(crowd, dee, client).respond(last, "I see it differently.")
    text = client.get(f"{url('dialogue_words', crowd)}?at={response.pk}").text
    assert f'id="words-{response.pk}"' in text
    assert f'id="words-{last.pk}"' in text


@pytest.mark.parametrize("query", ["?at=x", f"?at={uuid.UUID(int=7)}", "?page=99", "?page=x&at=y"])
def test_a_strange_question_gets_a_page(crowd: Dialogue, dee: User, query: str) -> None:
    assert signed_in(dee).get(url("dialogue_words", crowd) + query).status_code == 200


def test_a_page_of_many_asks_as_often_whoever_wrote(crowd: Dialogue, dee: User) -> None:
    client = signed_in(dee)
    page(client, "dialogue_words", crowd)
    with CaptureQueriesContext(connection) as first:
        page(client, "dialogue_words", crowd)
    with CaptureQueriesContext(connection) as last:
        client.get(url("dialogue_words", crowd) + "?page=4")
    assert len(first) <= 13
    assert len(last) <= len(first)
