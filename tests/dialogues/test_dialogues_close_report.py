"""The report of a dialogue: counts that tell nobody's words and not who wrote only for themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.actions import dialogues as actions
from dialogues.models import AgendaItem, Dialogue, Reflection
from dialogues.queries.close_reports import CloseReport, close_report
from projects.models import Project
from tests.dialogues.planning import opened, page, revealed, sent, url
from tests.dialogues.recording import action, agreement, kept
from tests.factories import signed_in


def held(dialogue: Dialogue, by: User) -> Dialogue:
    actions.hold_dialogue(dialogue, by=by)
    dialogue.refresh_from_db()
    return dialogue


def counts(report: CloseReport, name: str) -> dict[str, Any]:
    return {row.standpoint: getattr(row, name) for row in report.rows}


def test_it_counts_by_standpoint(project: Project, amara: User, ben: User, chen: User, dee: User) -> None:
    dialogue = opened(project, amara, ben, chen, dee)
    first = sent(dialogue, dee, "Secret words of Dee")
    sent(dialogue, dee, "More", prompt=2)
    sent(dialogue, chen, "I ask", responds_to=first, manner="asks")
    revealed(dialogue, amara)
    agreement(dialogue, amara)
    kept(dialogue, amara)
    action(dialogue, amara, chen)
    AgendaItem.objects.create(dialogue=dialogue, position=1, title="Hello", minutes=5, covered=True)
    AgendaItem.objects.create(dialogue=dialogue, position=2, title="Bye", minutes=5)
    dialogue.seats.filter(person__in=[dee, ben]).update(attended=True)
    report = close_report(held(dialogue, amara))
    assert counts(report, "seats") == {"clinician": 1, "academic": 1, "patient": 1}
    assert counts(report, "came") == {"clinician": 0, "academic": 1, "patient": 1}
    assert counts(report, "wrote") == {"clinician": 0, "academic": 0, "patient": 1}
    assert counts(report, "responded") == {"clinician": 1, "academic": 0, "patient": 0}
    assert counts(report, "outcomes") == {"clinician": 2, "academic": 0, "patient": 1}
    assert (report.covered, report.agenda, report.answered, report.prompts) == (1, 2, 2, 3)
    assert (report.agreements, report.disagreements, report.actions, report.actions_done) == (1, 1, 1, 0)
    text = page(signed_in(dee), "close_report", dialogue)
    assert "No academic wrote for the group." in text
    assert "No clinician" not in text
    for private in ("Secret words", "Ask the clinic", "Dee Marsh", "Dr Chen"):
        assert private not in text


@pytest.mark.parametrize("audience", ["only_me", "facilitators"])
def test_who_wrote_only_for_themselves_looks_like_who_wrote_nothing(
    audience: str, project: Project, amara: User, ben: User, chen: User, dee: User
) -> None:
    dialogue = opened(project, amara, ben, chen, dee)
    hidden = sent(dialogue, ben, "For me", audience=audience)
    sent(dialogue, dee, "I build on it", responds_to=hidden, manner="builds")
    report = close_report(held(revealed(dialogue, amara), amara))
    assert counts(report, "wrote") == {"clinician": 0, "academic": 0, "patient": 0}
    assert counts(report, "responses") == {"clinician": 0, "academic": 0, "patient": 0}
    assert report.silences == ["Clinician", "Academic", "Patient"]


def test_words_taken_back_do_not_count(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    Reflection.objects.update(text="", withdrawn_at=timezone.now())
    report = close_report(held(revealed(dialogue, amara), amara))
    assert (report.answered, report.totals.reflections) == (0, 0)


def test_before_the_reveal_no_words_are_counted(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    text = page(signed_in(dee), "close_report", held(dialogue, amara))
    assert "The words are not open." in text
    assert "wrote for the group" not in text
    assert close_report(dialogue).totals.reflections == 0


def test_a_dialogue_that_is_open_has_no_report(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    assert signed_in(dee).get(url("close_report", dialogue)).status_code == 409
    assert url("close_report", dialogue) not in page(signed_in(dee), "dialogue_detail", dialogue)


def test_a_closed_one_has_and_the_dialogue_leads_to_it(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    actions.close_dialogue(dialogue, by=amara)
    assert url("close_report", dialogue) in page(signed_in(dee), "dialogue_detail", dialogue)
    assert "Not noted" in page(signed_in(dee), "close_report", dialogue)


def test_the_picture_and_the_table_say_the_same(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    dialogue = held(revealed(dialogue, amara), amara)
    report = close_report(dialogue)
    (drawn,), (row,) = report.picture.rows, report.rows
    assert [bar.count for bar in drawn.bars] == [row.seats, row.reflections, row.responses, row.outcomes]
    text = page(signed_in(dee), "close_report", dialogue)
    assert "<svg" in text
    assert "1 of 1" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_costs_the_same_for_one_and_three_of_each(
    count: int,
    project: Project,
    amara: User,
    chen: User,
    dee: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dialogue = opened(project, amara, *[dee, chen][: 1 + (count > 1)])
    for number in range(count):
        sent(dialogue, dee, "Mine", prompt=number + 1)
    revealed(dialogue, amara)
    for _ in range(count):
        kept(dialogue, amara)
        action(dialogue, amara, dee)
    client = signed_in(dee)
    held(dialogue, amara)
    with django_assert_num_queries(13):
        page(client, "close_report", dialogue)
