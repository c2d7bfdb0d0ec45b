"""Who reads whose words: the whole truth, written out, and the same truth in SQL."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues.models import Dialogue, Reflection
from dialogues.policies.words import Reader, ReflectionFacts, has_words, may_read, visibility_table
from participants.enums import Audience
from projects.models import Membership, Project
from tests.dialogues.planning import opened, planned, revealed, seat, sent
from tests.factories import in_project

# Columns: whether the reader is the author (A), takes part (T), has a seat (S), facilitates (F).
READERS = """
....  ...F  ..S.  ..SF  .T..  .T.F  .TS.  .TSF  A...  A..F  A.S.  A.SF  AT..  AT.F  ATS.  ATSF
"""
EXPECTED = """
only_me       blind      no no no no   no no  no  no    no no no no   yes yes yes yes
only_me       revealed   no no no no   no no  no  no    no no no no   yes yes yes yes
facilitators  blind      no no no no   no no  no  no    no no no no   yes yes yes yes
facilitators  revealed   no no no no   no no  no  yes   no no no no   yes yes yes yes
dialogue      blind      no no no no   no no  no  no    no no no no   yes yes yes yes
dialogue      revealed   no no no no   no no  yes yes   no no no no   yes yes yes yes
project       blind      no no no no   no no  no  no    no no no no   yes yes yes yes
project       revealed   no no no no   yes yes yes yes  no no no no   yes yes yes yes
"""


def reader(marks: str) -> Reader:
    """`ATSF` to a reader; a dot is a no."""
    author, part, has_seat, facilitates = (mark != "." for mark in marks)
    return Reader(is_author=author, takes_part=part, has_seat=has_seat, facilitates=facilitates)


def written_out() -> dict[tuple[ReflectionFacts, Reader], bool]:
    """The table above as cases."""
    readers = [reader(marks) for marks in READERS.split()]
    found = {}
    for line in EXPECTED.strip().splitlines():
        audience, when, *answers = line.split()
        for who, answer in zip(readers, answers, strict=True):
            found[ReflectionFacts(audience, revealed=when == "revealed"), who] = answer == "yes"
    return found


CASES = written_out()


def test_the_written_table_has_every_combination() -> None:
    words = [ReflectionFacts(audience, revealed) for audience, revealed in product(Audience.values, (False, True))]
    readers = [Reader(*marks) for marks in product((False, True), repeat=4)]
    assert set(CASES) == set(product(words, readers))


@pytest.mark.parametrize(("case", "answer"), CASES.items(), ids=str)
def test_the_rule_answers_as_written(case: tuple[ReflectionFacts, Reader], answer: bool) -> None:
    assert may_read(*case) is answer


def test_the_table_for_the_documents_is_the_same_truth() -> None:
    shown = {(words, who): answer for words, who, answer in visibility_table()}
    assert shown == {case: CASES[case] for case in shown}


def test_the_table_for_the_documents_leaves_out_only_what_cannot_be() -> None:
    """Authors and facilitators have seats."""
    shown = {who for _words, who, _answer in visibility_table()}
    left_out = {who for _words, who in CASES} - shown
    assert left_out == {who for _words, who in CASES if not who.has_seat and (who.is_author or who.facilitates)}


# The readers there can be, as people of one dialogue. An author who left keeps the seat and reads nothing.
PEOPLE = {
    "....": "an observer",
    "..S.": "somebody with a seat who left",
    "..SF": "a facilitator who left",
    ".T..": "a member without a seat",
    ".TS.": "somebody with a seat",
    ".TSF": "a facilitator",
    "A.S.": "an author who left",
    "A.SF": "an author who facilitated and left",
    "ATS.": "an author",
    "ATSF": "an author who facilitates",
}


def person_for(marks: str, project: Project, dialogue: Dialogue, coordinator: User) -> User:
    """A person of the project who is this reader, and has a seat with its flags where there is one."""
    someone = in_project(project, f"Reader {coordinator.pk} {marks}", "partner", "patient")
    if marks[2] == "S":
        facilitates = someone if marks[3] == "F" else None
        seat(dialogue, coordinator, coordinator, someone, facilitator=facilitates)
    if marks[1] == ".":
        leave(project, someone, has_seat=marks[2] == "S")
    return someone


def leave(project: Project, person: User, *, has_seat: bool) -> None:
    """Out of those who take part: an ended membership for a seat, an observer otherwise."""
    rows = Membership.objects.filter(project=project, person=person)
    rows.update(expires_on=timezone.localdate() - timedelta(days=1)) if has_seat else rows.update(role="observer")


@pytest.mark.django_db
@pytest.mark.parametrize("is_revealed", [False, True], ids=["blind", "revealed"])
@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("marks", PEOPLE, ids=list(PEOPLE.values()))
def test_the_rule_in_sql_answers_as_written(
    marks: str, audience: str, is_revealed: bool, project: Project, amara: User
) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, amara)
    someone = person_for(marks, project, dialogue, amara)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="open", revealed_at=timezone.now() if is_revealed else None)
    author = someone if marks[0] == "A" else amara
    reflection = sent(dialogue, author, "Words", audience=audience)
    seen = Reflection.objects.visible_to(someone).filter(pk=reflection.pk).exists()
    assert seen is CASES[ReflectionFacts(audience, is_revealed), reader(marks)]


def test_every_reader_there_can_be_is_compared_with_sql() -> None:
    """All combinations but a facilitator or author without a seat, which the tables of the database rule out."""
    assert {reader(marks) for marks in PEOPLE} == {who for _words, who, _answer in visibility_table()}


# Responses. Rows: the response's audience; columns: that of what it answers. For a member without a seat (M), a
# seat (S), a facilitator (F), whoever wrote what it answers (W), and the author of the response (A): who reads it.
RESPONSES = """
              only_me  facilitators  dialogue  project
only_me       A        A             A         A
facilitators  A        F.A           F.A       F.A
dialogue      WA       FWA           SFWA      SFWA
project       WA       FWA           SFWA      MSFWA
"""


def responses_written_out() -> dict[tuple[str, str], str]:
    """(audience of the response, of what it answers) to the letters of those who read it."""
    head, *lines = [line.split() for line in RESPONSES.strip().splitlines()]
    return {(own, answered): who for own, *cells in lines for answered, who in zip(head, cells, strict=True)}


def responder(letter: str) -> Reader:
    """A letter of the table to a reader of a response, after the reveal."""
    has_seat = letter != "M"
    return Reader(letter == "A", True, has_seat, letter == "F", wrote_answered=letter == "W")


@pytest.mark.parametrize("letter", "MSFWA")
@pytest.mark.parametrize(("pair", "who"), responses_written_out().items(), ids=str)
def test_the_rule_for_responses_answers_as_written(pair: tuple[str, str], who: str, letter: str) -> None:
    words = ReflectionFacts(pair[0], revealed=True, answers=ReflectionFacts(pair[1], revealed=True))
    assert may_read(words, responder(letter)) is (letter in who)


@pytest.mark.django_db
@pytest.mark.parametrize("taken_back", [False, True], ids=["as sent", "answered words taken back"])
@pytest.mark.parametrize(("pair", "who"), responses_written_out().items(), ids=str)
def test_the_rule_for_responses_is_the_same_in_sql(
    pair: tuple[str, str], who: str, taken_back: bool, project: Project, amara: User
) -> None:
    people = {letter: in_project(project, f"Person {letter}", "partner", "patient") for letter in "MSFWA"}
    seated = [person for letter, person in people.items() if letter != "M"]
    dialogue = revealed(opened(project, amara, *seated, facilitator=people["F"]), amara)
    answered = sent(dialogue, people["W"], "Words", audience=pair[1])
    response = sent(dialogue, people["A"], "More", audience=pair[0], responds_to=answered, manner="builds")
    if taken_back:
        Reflection.objects.filter(pk=answered.pk).update(text="", withdrawn_at=timezone.now())
    rows = Reflection.objects.filter(pk=response.pk)
    assert {letter for letter, person in people.items() if rows.visible_to(person).exists()} == set(who) - {"."}


@pytest.mark.django_db
@pytest.mark.parametrize("audience", Audience.values)
def test_words_taken_back_are_read_by_nobody_in_sql(audience: str, project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, amara, dee, facilitator=amara), amara)
    sent(dialogue, dee, "", audience=audience, withdrawn_at=timezone.now())
    assert not any(Reflection.objects.visible_to(person).exists() for person in (amara, dee))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_words_taken_back_are_read_by_nobody(case: tuple[ReflectionFacts, Reader]) -> None:
    words, who = case
    assert not may_read(ReflectionFacts(words.audience, words.revealed, withdrawn=True), who)


@pytest.mark.parametrize("audience", Audience.values)
def test_the_other_project_reads_nothing(
    audience: str, project: Project, amara: User, dee: User, zoe: User, other_project: Project
) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Words", audience=audience)
    revealed(dialogue, amara)
    assert not Reflection.objects.visible_to(zoe).exists()


@pytest.mark.parametrize("audience", Audience.values)
def test_an_administrator_reads_nothing(audience: str, project: Project, amara: User, dee: User, priya: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Words", audience=audience)
    revealed(dialogue, amara)
    assert not Reflection.objects.visible_to(priya).exists()


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b", "\u2060\ufeff \u202e", "\u00a0"])
def test_what_cannot_be_seen_is_no_words(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["a", "🙂", "\u200bno", "مرحبا", "."])
def test_what_can_be_seen_is_words(text: str) -> None:
    assert has_words(text)
